using AnalogCoSim.Toolchain.Caching;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Native code that is compiled around a model, beside the access to its ports that every model has.</summary>
/// <remarks>An engine over one or many models of a kind brings its own; its entry points are found with <c>ModelLibrary.Symbol</c>.</remarks>
public sealed class NativeHarness
{
    private const string ShimUnit = "unit_shim.cpp";

    private static readonly IReadOnlyList<NativeFile> Shim = AsOneUnit(NativeFile.Of(typeof(NativeHarness).Assembly));

    /// <summary>Nothing but the access to ports: any top module.</summary>
    public static NativeHarness Module { get; } = new() { Name = "Module" };

    /// <summary>Its name, which tells it from others in build keys.</summary>
    public required string Name { get; init; }

    /// <summary>Its files, those that are only included among them.</summary>
    public IReadOnlyList<NativeFile> Files { get; init; } = [];

    /// <summary>Which of the files are compiled.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Definitions for the C++ compiler, as <c>-DNAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>Lines for Verilator's control file.</summary>
    public string Control { get; init; } = string.Empty;

    /// <summary>Whether nothing looks at a model between the edges of its clock, so that the falling one need not be evaluated.</summary>
    public bool SkipsFallingEdge { get; init; }

    /// <summary>Whether a clock takes well under a microsecond and never waits.</summary>
    public bool HasShortClocks { get; init; } = true;

    /// <summary>All files that are written beside the generated ones.</summary>
    internal IEnumerable<NativeFile> AllFiles => Shim.Concat(Files);

    /// <summary>All files that are compiled.</summary>
    internal IReadOnlyList<string> AllSources => [ShimUnit, .. Sources];

    /// <summary>Writes all files into a folder.</summary>
    /// <param name="folder">An existing folder.</param>
    internal void WriteTo(string folder)
    {
        foreach (NativeFile file in AllFiles)
        {
            File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
        }
    }

    /// <summary>Adds all that it brings to a build key.</summary>
    /// <param name="key">The key.</param>
    internal void AddTo(BuildKey key)
    {
        key.Add("harness", Name).Add("harness sources", string.Join('\n', AllSources)).Add("harness defines", string.Join('\n', Defines));
        foreach (NativeFile file in AllFiles)
        {
            key.Add(file.Name, file.Text);
        }
    }

    // Most of the time of compiling the shim goes into headers that its files have in common.
    private static NativeFile[] AsOneUnit(IReadOnlyList<NativeFile> files) =>
    [
        .. files,
        new NativeFile(ShimUnit, string.Concat(files.Select(file => file.Name).Where(name => name.EndsWith(".cpp", StringComparison.Ordinal)).Select(name => $"#include \"{name}\"\n"))),
    ];
}
