using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.LinkTx;

/// <summary>Fields of the packet sender's transactions.</summary>
internal static class LinkTxFields
{
    private static readonly Dictionary<string, ValueSet> Ends = new() { ["end"] = ValueSet.Of(0, 1, 254, 255) };

    /// <summary>Whether results are sent.</summary>
    public static readonly Field Enable = new("enable", 1) { Usual = new Dictionary<string, int> { ["1"] = 7, ["0"] = 1 } };

    /// <summary>Path id.</summary>
    public static readonly Field Path = new("path", 8);

    /// <summary>First column sent.</summary>
    public static readonly Field First = new("first", 8) { Classes = Ends, Usual = new Dictionary<string, int> { ["end"] = 1, ["any"] = 1 } };

    /// <summary>Last column sent.</summary>
    public static readonly Field Last = new("last", 8) { Default = 255, Classes = Ends, Usual = new Dictionary<string, int> { ["end"] = 1, ["any"] = 1 } };

    /// <summary>Result of column 0.</summary>
    public static readonly Field Data = new("data", 8) { Hex = true };

    /// <summary>What is added to it for each further column.</summary>
    public static readonly Field Step = new("step", 8) { Hex = true };

    /// <summary>Idle clocks before the drain, beyond the two that there always are.</summary>
    public static readonly Field Gap = new("gap", 8) { Usual = new Dictionary<string, int> { ["0"] = 3, ["1..40"] = 1 } };

    public static readonly TransactionShape Shape = new(Enable, Path, First, Last, Data, Step, Gap);
}
