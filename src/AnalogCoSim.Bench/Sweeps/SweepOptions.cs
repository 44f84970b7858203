using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Running;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>What a sweep needs besides its file.</summary>
public sealed record SweepOptions
{
    /// <summary>Where data and networks lie.</summary>
    public DataRoots Roots { get; init; } = new();

    /// <summary>Folder for the result; null writes none.</summary>
    public string? ResultFolder { get; init; }

    /// <summary>Whether runs that an earlier sweep finished in the result folder are taken over.</summary>
    public bool Resume { get; init; }

    /// <summary>Further files for the result folder: name, and text made from the result.</summary>
    public IReadOnlyList<(string Name, Func<SweepResult, string> Text)> Writers { get; init; } = [];

    /// <summary>Makes the engines.</summary>
    public IEngineFactory Engines { get; init; } = DefaultEngineFactory.Instance;

    /// <summary>Cache of compiled programs; null for the user's.</summary>
    public string? CacheFolder { get; init; }
}
