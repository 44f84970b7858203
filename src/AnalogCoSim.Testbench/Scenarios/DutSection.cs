using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>The block under test.</summary>
public sealed record DutSection
{
    /// <summary>RTL files and file lists (*.f), relative to the scenario; files of a list that the top module does not need are left out.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Folders searched for includes before those of the files, relative to the scenario.</summary>
    public IReadOnlyList<string> Includes { get; init; } = [];

    /// <summary>Top module.</summary>
    public required string Top { get; init; }

    /// <summary>Values of the top module's parameters, as Verilog writes them.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Definitions for the preprocessor: NAME or NAME=VALUE.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>Name of the clock port.</summary>
    public string Clock { get; init; } = "clk_i";

    /// <summary>Length of a clock in waves and failures, ps; an even number.</summary>
    [Range(2, 1_000_000)]
    public int ClockPicoseconds { get; init; } = 2500;

    /// <summary>Name of the reset port; without it the first port with a usual name, such as rst_ni or reset. It acts at 0 where its name says so (rst_n, rst_ni, resetn).</summary>
    public string? Reset { get; init; }

    /// <summary>Whether the RTL's own assertions are on.</summary>
    public bool Assertions { get; init; } = true;
}
