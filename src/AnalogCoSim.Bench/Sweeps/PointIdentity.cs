using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Caching;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Digests all that decides the numbers of a run: scenario, contents of the network, images, code, RTL and tools.</summary>
/// <param name="roots">Where data and networks lie.</param>
/// <param name="engines">Makes the engines.</param>
internal sealed class PointIdentity(DataRoots roots, IEngineFactory engines)
{
    private readonly Dictionary<(EngineKind Kind, bool Assertions), string> _engines = [];
    private readonly Dictionary<(DataSection Section, string Folder), (string Digest, int Count)> _images = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Digests a run.</summary>
    /// <param name="point">The run.</param>
    /// <param name="cancellation">Stops drawing images, and the build of an RTL model that is not in the cache.</param>
    /// <returns>The key, equal for runs with equal numbers, and how many images run; 0 where the network is compiled only.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS03xx when network or data are missing or damaged.</exception>
    public (string Key, int Images) Of(PlannedPoint point, CancellationToken cancellation)
    {
        Scenario scenario = point.Scenario;
        using BuildKey key = RunIdentity.Start(scenario, point.Variant.Compile is null ? EngineOf(scenario, cancellation) : string.Empty);
        key.Add("network", NetworkOf(point));
        if (point.Variant.Compile is { } compile)
        {
            return (key.Add("compile", compile.ToString()).ToFileName(), 0);
        }

        (string images, int count) = ImagesOf(scenario.Data, point.Folder, cancellation);
        key.Add("images", images);
        if (scenario.Network.Onnx is not null)
        {
            key.Add("calibration", ImagesOf(ImageSetLoader.CalibrationSection(scenario), point.Folder, cancellation).Digest);
        }

        return (key.ToFileName(), count);
    }

    private string EngineOf(Scenario scenario, CancellationToken cancellation)
    {
        if (!_engines.TryGetValue((scenario.Engine, scenario.HasAssertions()), out string? identity))
        {
            _engines[(scenario.Engine, scenario.HasAssertions())] = identity = engines.Identity(scenario.Engine, scenario.HasAssertions(), cancellation);
        }

        return identity;
    }

    private string NetworkOf(PlannedPoint point)
    {
        if (point.Scenario.Network.Onnx is { } onnx)
        {
            return FileOf(DataRoots.Existing(roots.Resolve(onnx, point.Folder), "network"), InputKind.Network);
        }

        string program = DataRoots.Existing(roots.Resolve(point.Scenario.Network.Program!, point.Folder), "chip program", RunPreparation.NoProgram);
        string file = Directory.Exists(program) ? Path.Combine(program, ChipProgramFile.YamlName) : program;
        string arrays = Path.Combine(Path.GetDirectoryName(file)!, ChipProgramFile.ArraysName);
        return FileOf(file, ChipProgramFile.Kind) + (File.Exists(arrays) ? FileOf(arrays, InputKind.Data) : string.Empty);
    }

    private string FileOf(string path, InputKind kind)
    {
        if (!_files.TryGetValue(path, out string? digest))
        {
            using var key = new BuildKey();
            _files[path] = digest = key.Add(Path.GetFileName(path), InputFile.ReadBytes(path, kind)).ToFileName();
        }

        return digest;
    }

    private (string Digest, int Count) ImagesOf(DataSection section, string folder, CancellationToken cancellation)
    {
        if (!_images.TryGetValue((section, folder), out (string Digest, int Count) known))
        {
            ImageSet images = ImageSetLoader.Load(section, roots, folder, cancellation);
            using var key = new BuildKey();
            RunIdentity.AddImages(key, images);
            _images[(section, folder)] = known = (key.ToFileName(), images.Count);
        }

        return known;
    }
}
