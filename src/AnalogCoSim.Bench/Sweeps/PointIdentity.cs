using System.Globalization;
using System.Runtime.InteropServices;
using AnalogCoSim.Analog;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler;
using AnalogCoSim.Toolchain.Caching;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Digests all that decides the numbers of a run: scenario, contents of the network, images, and the program's own model of the chip.</summary>
/// <param name="roots">Where data and networks lie.</param>
internal sealed class PointIdentity(DataRoots roots)
{
    private readonly Dictionary<(DataSection Section, string Folder), (string Digest, int Count)> _images = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Digests a run.</summary>
    /// <param name="point">The run.</param>
    /// <returns>The key, equal for runs with equal numbers, and how many images run; 0 where the network is compiled only.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS03xx when network or data are missing or damaged.</exception>
    public (string Key, int Images) Of(PlannedPoint point)
    {
        Scenario scenario = point.Scenario;
        using var key = new BuildKey();
        key.Add("engine", scenario.Engine.ToString()).Add("settings", ScenarioSettings.Digest(scenario).ToString("x16", CultureInfo.InvariantCulture));
        key.Add("network", NetworkOf(point));
        foreach (Type type in (Type[])[typeof(AnalogMacro), typeof(ChipProgram), typeof(NetworkCompiler)])
        {
            // A changed model of the chip gives other numbers for the same settings.
            key.Add(type.Name, type.Module.ModuleVersionId.ToString());
        }

        if (point.Variant.Compile is { } compile)
        {
            return (key.Add("compile", compile.ToString()).ToFileName(), 0);
        }

        (string images, int count) = ImagesOf(scenario.Data, point.Folder);
        key.Add("images", images);
        if (scenario.Network.Onnx is not null)
        {
            key.Add("calibration", ImagesOf(ImageSetLoader.CalibrationSection(scenario), point.Folder).Digest);
        }

        return (key.ToFileName(), count);
    }

    private string NetworkOf(PlannedPoint point)
    {
        if (point.Scenario.Network.Onnx is { } onnx)
        {
            return FileOf(DataRoots.Existing(roots.Resolve(onnx, point.Folder), "network"));
        }

        string program = DataRoots.Existing(roots.Resolve(point.Scenario.Network.Program!, point.Folder), "chip program");
        string file = Directory.Exists(program) ? Path.Combine(program, "program.yaml") : program;
        string arrays = Path.ChangeExtension(file, ".npz");
        return FileOf(file) + (File.Exists(arrays) ? FileOf(arrays) : string.Empty);
    }

    private string FileOf(string path)
    {
        if (!_files.TryGetValue(path, out string? digest))
        {
            using var key = new BuildKey();
            _files[path] = digest = key.AddFile(path).ToFileName();
        }

        return digest;
    }

    private (string Digest, int Count) ImagesOf(DataSection section, string folder)
    {
        if (!_images.TryGetValue((section, folder), out (string Digest, int Count) known))
        {
            ImageSet images = ImageSetLoader.Load(section, roots, folder);
            using var key = new BuildKey();
            key.Add("values", MemoryMarshal.AsBytes(images.Values.AsSpan())).Add("labels", MemoryMarshal.AsBytes(images.Labels.AsSpan())).Add("numbers", MemoryMarshal.AsBytes(images.Numbers.AsSpan()));
            _images[(section, folder)] = known = (key.ToFileName(), images.Count);
        }

        return known;
    }
}
