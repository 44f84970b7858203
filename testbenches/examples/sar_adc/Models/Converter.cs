namespace SarAdc.Models;

/// <summary>The whole converter: RTL of the controller in a closed loop with the models of array and comparator, clock by clock.</summary>
/// <remarks>In each clock the models see the outputs of the RTL as they are after the last edge, and the RTL sees their decision at the next one.</remarks>
/// <param name="rtl">The controller, after reset. It has a result of as many bits as the array.</param>
/// <param name="array">The capacitor array.</param>
/// <param name="comparator">The comparator.</param>
public sealed class Converter(SarController rtl, CapacitorArray array, Comparator comparator)
{
    private const int MostClocks = 1000;

    /// <summary>Clocks from one conversion to the next when start is held.</summary>
    public long ClocksPerConversion { get; private set; }

    /// <summary>Converts a steady input.</summary>
    /// <param name="volts">The input, V.</param>
    /// <returns>The code.</returns>
    public int Convert(double volts) => Convert(_ => volts);

    /// <summary>Converts an input that moves.</summary>
    /// <param name="voltsAtClock">The input, V, as the array follows it between two edges; the number of the first of them comes in, counted from power-up.</param>
    /// <returns>The code.</returns>
    /// <exception cref="TimeoutException">The controller does not say that it is done.</exception>
    public int Convert(Func<long, double> voltsAtClock)
    {
        rtl.Start = true;
        for (int clock = 1; clock <= MostClocks; clock++)
        {
            Clock(voltsAtClock);
            if (rtl.Done)
            {
                ClocksPerConversion = clock;
                return rtl.Result;
            }
        }

        throw new TimeoutException($"clock {rtl.Clock.Count}: no done within {MostClocks} clocks after start");
    }

    private void Clock(Func<long, double> voltsAtClock)
    {
        if (rtl.Sample)
        {
            array.Follow(voltsAtClock(rtl.Clock.Count));
            rtl.Comparator = false;
        }
        else
        {
            double topPlate = array.Hold(rtl.Dac);
            rtl.Comparator = rtl.Busy && comparator.Decide(topPlate);
        }

        rtl.Clock.Step();
    }
}
