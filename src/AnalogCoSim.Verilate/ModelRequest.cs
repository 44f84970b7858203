using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilate;

/// <summary>One model that a project asks for: all its <c>Verilog</c> items with the same top and class.</summary>
internal sealed record ModelRequest
{
    /// <summary>Folder of the project; messages and <c>$readmemh</c> name files relative to it.</summary>
    public required string Root { get; init; }

    /// <summary>Full paths of RTL files and file lists.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Top module.</summary>
    public required string Top { get; init; }

    /// <summary>Name of the class.</summary>
    public required string Class { get; init; }

    /// <summary>Namespace of the class; empty for none.</summary>
    public string Namespace { get; init; } = string.Empty;

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public string Access { get; init; } = "public";

    /// <summary>The clock ports with their periods in ps; one without a name is the one that is recognised.</summary>
    public IReadOnlyList<(string Port, int Picoseconds)> Clocks { get; init; } = [(string.Empty, 1000)];

    /// <summary>Whether several clocks are driven, each with its period.</summary>
    public bool HasSeveralClocks => Clocks.Count > 1;

    /// <summary>The reset port; empty for the one that is recognised.</summary>
    public string Reset { get; init; } = string.Empty;

    /// <summary><c>low</c> or <c>high</c>; empty for what the name of the port says.</summary>
    public string ResetLevel { get; init; } = string.Empty;

    /// <summary>Flavours to build, the usual one first.</summary>
    public IReadOnlyList<ModelFlavour> Flavours { get; init; } = [ModelFlavour.Check];

    /// <summary>Include folders, full paths.</summary>
    public IReadOnlyList<string> IncludeFolders { get; init; } = [];

    /// <summary>Definitions of the preprocessor.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>Parameters of the top module.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Further arguments for Verilator.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
