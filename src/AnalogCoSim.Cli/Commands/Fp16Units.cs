using AnalogCoSim.Chip.Conformance;
using AnalogCoSim.Rtl.Units;

namespace AnalogCoSim.Cli.Commands;

/// <summary>The implementations of the FP16 functions that were asked for.</summary>
internal sealed class Fp16Units : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    private Fp16Units()
    {
    }

    /// <summary>The implementations.</summary>
    public List<Fp16Unit> All { get; } = [];

    /// <summary>Opens them; builds the RTL unit if it is asked for.</summary>
    /// <param name="rtl">Whether the RTL takes part.</param>
    /// <param name="csharp">Whether the C# model takes part.</param>
    /// <returns>The implementations; dispose them after use.</returns>
    public static Fp16Units Open(bool rtl, bool csharp)
    {
        var units = new Fp16Units();
        if (rtl)
        {
            var unit = new Fp16RtlUnit();
            units._owned.Add(unit);
            units.All.Add(new Fp16Unit("RTL", (function, c) => Compute(unit, function, c)));
        }

        if (csharp)
        {
            units.All.Add(new Fp16Unit("C#", TestFloatVectors.Reference));
        }

        return units;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (IDisposable owned in _owned)
        {
            owned.Dispose();
        }
    }

    private static uint Compute(Fp16RtlUnit unit, FloatFunction function, FloatCase c)
    {
        Span<uint> result = stackalloc uint[1];
        unit.Execute(Operation(function), [c.A], [(ushort)c.B], [(ushort)c.C], result);
        return result[0];
    }

    private static Fp16Operation Operation(FloatFunction function) => function switch
    {
        FloatFunction.MultiplyAdd => Fp16Operation.Fma,
        FloatFunction.Add => Fp16Operation.Add,
        FloatFunction.Multiply => Fp16Operation.Multiply,
        FloatFunction.FromInt32 => Fp16Operation.FromInt32,
        _ => Fp16Operation.ToInt32,
    };
}
