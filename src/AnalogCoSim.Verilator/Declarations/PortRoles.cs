using System.Text.RegularExpressions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Declarations;

/// <summary>Which ports are clock and reset, by their names.</summary>
public static partial class PortRoles
{
    private static readonly string[] Clocks = ["clk_i", "clk", "clock", "clock_i", "i_clk", "aclk", "ck"];
    private static readonly string[] Resets =
        ["rst_ni", "rst_n", "rst_i", "rst", "reset", "reset_n", "reset_ni", "reset_i", "resetn", "rstn", "aresetn", "arst_n", "areset_n", "nreset", "nrst", "i_rst", "i_rst_n", "i_reset"];

    /// <summary>The clock.</summary>
    /// <param name="module">The module.</param>
    /// <returns>Its candidates: one where it is clear, none without a clock, several where somebody has to name it.</returns>
    public static IReadOnlyList<string> ClocksOf(ModuleDeclaration module)
    {
        string[] inputs = Bits(module);
        return Clocks.FirstOrDefault(inputs.Contains) is { } usual ? [usual] : [.. inputs.Where(name => ClockLike().IsMatch(name))];
    }

    /// <summary>The reset.</summary>
    /// <param name="module">The module.</param>
    /// <returns>Its name; null without one that is recognised.</returns>
    public static string? ResetOf(ModuleDeclaration module)
    {
        string[] inputs = Bits(module);
        return Resets.FirstOrDefault(inputs.Contains);
    }

    /// <summary>The reset of a compiled model.</summary>
    /// <param name="ports">Its ports.</param>
    /// <returns>Its name; null without one that is recognised.</returns>
    public static string? ResetOf(PortTable ports) => Resets.FirstOrDefault(name => ports.Contains(name) && ports[name] is { Direction: PortDirection.Input, Width: 1 });

    /// <summary>Whether a reset acts at 0, by its name.</summary>
    /// <param name="name">Name of the port.</param>
    /// <returns>True for names such as <c>rst_ni</c>, <c>resetn</c> and <c>nreset</c>.</returns>
    public static bool IsActiveLow(string name) => ActiveLow().IsMatch(name);

    private static string[] Bits(ModuleDeclaration module) => [.. module.Ports.Where(port => port.Direction == "input" && port.IsBit).Select(port => port.Name)];

    [GeneratedRegex(@"(^|_)(clk|clock|aclk)(_i|_in)?$|^(clk|clock)_\w+$", RegexOptions.IgnoreCase)]
    private static partial Regex ClockLike();

    [GeneratedRegex(@"(_n|_ni|_b|_l|rstn|resetn|arstn)$|^n_?(rst|reset)", RegexOptions.IgnoreCase)]
    private static partial Regex ActiveLow();
}
