using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Faults;

/// <summary>The defects of one core; applied after programming and calibration, as defects that come later are.</summary>
public sealed class FaultSet
{
    private readonly AnalogFault[] _faults;

    /// <summary>Creates a set.</summary>
    /// <param name="faults">Defects of one core.</param>
    /// <exception cref="AcsException">0701: a row, column, bit or value does not exist.</exception>
    public FaultSet(IEnumerable<AnalogFault> faults)
    {
        _faults = [.. faults];
        foreach (AnalogFault fault in _faults)
        {
            Check(fault);
        }
    }

    /// <summary>No defects.</summary>
    public static FaultSet None { get; } = new([]);

    /// <summary>The defects.</summary>
    public IReadOnlyList<AnalogFault> Faults => _faults;

    /// <summary>True when inputs are changed.</summary>
    internal bool ChangesInputs => Array.Exists(_faults, fault => fault is AnalogFault.StuckPwm);

    /// <summary>True when counts are changed.</summary>
    internal bool ChangesCounts => Array.Exists(_faults, fault => fault is AnalogFault.DeadAdc or AnalogFault.StuckCounterBit);

    /// <summary>Applies cell and line defects to a map.</summary>
    internal void Apply(ConductanceMap map)
    {
        foreach (AnalogFault fault in _faults)
        {
            switch (fault)
            {
                case AnalogFault.StuckCell stuck:
                    int cell = (stuck.Row * AnalogGeometry.Columns) + stuck.Column;
                    (stuck.Minus ? map.Minus : map.Plus)[cell] = (float)stuck.MicroSiemens;
                    (stuck.Minus ? map.MinusVariance : map.PlusVariance)[cell] = 0;
                    break;
                case AnalogFault.OpenRow open:
                    ForEachArray(map, values => values.AsSpan(open.Row * AnalogGeometry.Columns, AnalogGeometry.Columns).Clear());
                    break;
                case AnalogFault.OpenColumn open:
                    ForEachArray(map, values => MixColumns(values, open.Column, open.Column, 0));
                    break;
                case AnalogFault.ShortedColumns shorted:
                    MixColumns(map.Plus, shorted.Column, shorted.Column + 1, 0.5f);
                    MixColumns(map.Minus, shorted.Column, shorted.Column + 1, 0.5f);
                    MixColumns(map.PlusVariance, shorted.Column, shorted.Column + 1, 0.25f);
                    MixColumns(map.MinusVariance, shorted.Column, shorted.Column + 1, 0.25f);
                    break;
            }
        }
    }

    /// <summary>Applies converter drift to a calibrated bank.</summary>
    internal void Apply(AdcBank adc)
    {
        foreach (AnalogFault fault in _faults)
        {
            switch (fault)
            {
                case AnalogFault.AdcGainDrift drift:
                    adc.Gain[0][drift.Column] *= drift.Factor;
                    adc.Gain[1][drift.Column] *= drift.Factor;
                    break;
                case AnalogFault.AdcOffsetDrift drift:
                    adc.Offset[drift.Column] += drift.Megahertz;
                    break;
            }
        }
    }

    /// <summary>Applies stuck drivers to a copy of the inputs, shape [batch, 256].</summary>
    internal void Apply(Span<sbyte> inputs)
    {
        foreach (AnalogFault.StuckPwm stuck in _faults.OfType<AnalogFault.StuckPwm>())
        {
            for (int at = stuck.Row; at < inputs.Length; at += AnalogGeometry.Rows)
            {
                inputs[at] = (sbyte)stuck.Input;
            }
        }
    }

    /// <summary>Applies counter defects, shape [batch, 256] each.</summary>
    internal void Apply(Span<ushort> p, Span<ushort> n)
    {
        foreach (AnalogFault fault in _faults)
        {
            switch (fault)
            {
                case AnalogFault.DeadAdc dead:
                    Change(p, dead.Column, 0, 0);
                    Change(n, dead.Column, 0, 0);
                    break;
                case AnalogFault.StuckCounterBit stuck:
                    int bit = 1 << stuck.Bit;
                    Change(stuck.NegativeCounter ? n : p, stuck.Column, ~bit, stuck.Value ? bit : 0);
                    break;
            }
        }
    }

    private static void Change(Span<ushort> counts, int column, int and, int or)
    {
        for (int at = column; at < counts.Length; at += AnalogGeometry.Columns)
        {
            counts[at] = (ushort)((counts[at] & and) | or);
        }
    }

    private static void ForEachArray(ConductanceMap map, Action<float[]> change)
    {
        change(map.Plus);
        change(map.Minus);
        change(map.PlusVariance);
        change(map.MinusVariance);
    }

    private static void MixColumns(float[] values, int first, int second, float share)
    {
        for (int row = 0; row < AnalogGeometry.Rows; row++)
        {
            ref float a = ref values[(row * AnalogGeometry.Columns) + first];
            ref float b = ref values[(row * AnalogGeometry.Columns) + second];
            float mixed = share * (a + b);
            a = mixed;
            b = mixed;
        }
    }

    private static void Check(AnalogFault fault)
    {
        var (row, column) = fault switch
        {
            AnalogFault.StuckCell f => (f.Row, f.Column),
            AnalogFault.OpenRow f => (f.Row, 0),
            AnalogFault.OpenColumn f => (0, f.Column),
            AnalogFault.ShortedColumns f => (0, f.Column + 1),
            AnalogFault.DeadAdc f => (0, f.Column),
            AnalogFault.AdcGainDrift f => (0, f.Column),
            AnalogFault.AdcOffsetDrift f => (0, f.Column),
            AnalogFault.StuckCounterBit f => (0, f.Column),
            AnalogFault.StuckPwm f => (f.Row, 0),
            _ => (0, 0),
        };
        string where = fault.ToString();
        ParameterCheck.InRange("Row", row, 0, AnalogGeometry.Rows - 1, where);
        ParameterCheck.InRange("Column", column, 0, AnalogGeometry.Columns - 1, where);
        ParameterCheck.InRange("Bit", fault is AnalogFault.StuckCounterBit bit ? bit.Bit : 0, 0, 11, where);
        ParameterCheck.InRange("Input", fault is AnalogFault.StuckPwm pwm ? pwm.Input : 0, -127, 127, where);
        ParameterCheck.InRange("MicroSiemens", fault is AnalogFault.StuckCell cell ? cell.MicroSiemens : 0, 0, 1000, where);
        ParameterCheck.InRange("Factor", fault is AnalogFault.AdcGainDrift gain ? gain.Factor : 1, 0, 100, where);
    }
}
