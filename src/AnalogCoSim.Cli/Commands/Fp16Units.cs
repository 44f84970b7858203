using AnalogCoSim.Chip.Conformance;

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
    /// <param name="cancellation">Stops a build.</param>
    /// <returns>The implementations; dispose them after use.</returns>
    public static Fp16Units Open(bool rtl, bool csharp, CancellationToken cancellation)
    {
        var units = new Fp16Units();
        if (rtl)
        {
            var model = new Fp16RtlModel(cancellation);
            units._owned.Add(model);
            units.All.Add(new Fp16Unit("RTL", model.Compute));
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
}
