using System.Runtime.InteropServices;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Toolchain.Caching;

namespace AnalogCoSim.Bench.Running;

/// <summary>The key of all that the results of a run depend on; finished work is taken over only where it is equal.</summary>
internal static class RunIdentity
{
    /// <summary>The key of a run that is prepared.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="run">What it computes with.</param>
    /// <param name="engine">From <see cref="IEngineFactory.Identity"/>.</param>
    /// <returns>40 hexadecimal digits.</returns>
    public static string Of(Scenario scenario, PreparedRun run, string engine)
    {
        using BuildKey key = Start(scenario, engine);
        AddImages(key, run.Images);
        key.Add("program", ChipProgramFile.ContentHash(run.Chip.Program)).Add("float predictions", MemoryMarshal.AsBytes(run.FloatPredictions.ToArray().AsSpan()));
        foreach (int core in run.Chip.Program.Cores.Select(slice => slice.Core))
        {
            // As fitted to this chip: the program holds them as compiled.
            var registers = run.Chip.Registers(core);
            foreach (ushort[] values in (ushort[][])[registers.ScaleP, registers.ScaleN, registers.Offset, registers.AffineScale, registers.AffineOffset])
            {
                key.Add("registers", MemoryMarshal.AsBytes(values.AsSpan()));
            }

            // All that is not an array.
            key.Add("registers", registers.ToString());
        }

        return key.ToFileName();
    }

    /// <summary>A key of what is known before anything is loaded: code, scenario, engine.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="engine">From <see cref="IEngineFactory.Identity"/>.</param>
    /// <returns>The key, to which contents are added.</returns>
    public static BuildKey Start(Scenario scenario, string engine) => new BuildKey()
        .Add("code", CodeIdentity.Digest).Add("engine", $"{scenario.Engine} {engine}").Add("scenario", ScenarioSettings.Everything(scenario));

    /// <summary>Adds images: pixels, labels, numbers, shape.</summary>
    /// <param name="key">The key.</param>
    /// <param name="images">The images.</param>
    public static void AddImages(BuildKey key, ImageSet images) => key
        .Add("shape", FormattableString.Invariant($"{images.Count} {images.Channels} {images.Height} {images.Width}"))
        .Add("values", MemoryMarshal.AsBytes(images.Values.AsSpan()))
        .Add("labels", MemoryMarshal.AsBytes(images.Labels.AsSpan()))
        .Add("numbers", MemoryMarshal.AsBytes(images.Numbers.AsSpan()));
}
