using AnalogCoSim.Bench.Data;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Running;

/// <summary>What a run needs besides its scenario.</summary>
public sealed record RunOptions
{
    /// <summary>File of the scenario: relative paths belong to its folder, and the repeat command names it.</summary>
    public required string ScenarioPath { get; init; }

    /// <summary>Overrides that were given, for the repeat command.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Where data and networks lie.</summary>
    public DataRoots Roots { get; init; } = new();

    /// <summary>Folder for the result; null writes none.</summary>
    public string? ResultFolder { get; init; }

    /// <summary>Whether batches that an earlier run left in the result folder are taken over.</summary>
    public bool Resume { get; init; }

    /// <summary>Further files for the result folder.</summary>
    public IReadOnlyList<IResultWriter> Writers { get; init; } = [];

    /// <summary>Makes the engines.</summary>
    public IEngineFactory Engines { get; init; } = DefaultEngineFactory.Instance;

    /// <summary>Cache of compiled programs; null for the user's.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Whether the golden trace is checked; off while one is recorded.</summary>
    public bool CheckGolden { get; init; } = true;

    /// <summary>Hears at once what a user should not have to wait for: a failure as soon as its result is written, then what is done to find out more of it.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>The usual result folder of a scenario: <c>results/NAME</c> in the repository, or in the current folder outside of one.</summary>
    /// <param name="scenario">Name of the scenario.</param>
    /// <returns>Absolute path.</returns>
    public static string UsualFolder(string scenario) =>
        Path.Combine(Checkout.Root ?? CurrentFolder.OrRoot, "results", scenario);
}
