namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>Faults that change nothing of what a tile does within its rules, each with the proof.</summary>
internal static class Equivalents
{
    private const string OneWaits =
        "In a tile that does not combine a result is counted HeadDelay clocks after its first pair, and its drain begins as soon as the one before has ended. " +
        "Were two counted, the first pair of the second had come before the result in front of both was read out: a third undrained result, AdcOverrun.";

    private const string Switching = "The enable saves switching: what is loaded in other clocks is loaded again before it is used, and does not change in a sleeping tile.";

    private static readonly (string Module, string Fault, string Proof)[] Lines =
    [
        ("acs_fp16_fma", "if valid_i -> 1'b1 in .u_ldpu.u_left", Switching),
        ("acs_fp16_fma", "if valid_i -> 1'b1 in .u_ldpu.u_right", Switching),
        ("acs_fp16_fma", "if valid_i -> 1'b1 in .u_ldpu.u_activation.u_affine", Switching),
        ("acs_ldpu_activation", "if combine_i -> 1'b1", Switching),
        ("acs_ldpu_activation", "if valid_q[2] && combine_i -> 1'b1", Switching),
        ("acs_ldpu_activation", "if valid_q[5:3] != 3'd0, 1", "256 columns come without a gap: a column in the middle has one before or behind it."),
        ("acs_link", "if rx_valid_i != 7'd0 -> 1'b1", "The loop asks each port again."),
        ("acs_link", "if route[6:0] != 7'd0 -> 1'b1", "A byte for no port adds nothing."),
        ("acs_mvm_ctrl", "assign freed = read_valid_i -> 1'b1", "The column counter rests at 0: at 255 a column is read."),
        ("acs_mvm_ctrl", "if read_valid_i -> 1'b1", Switching),
        ("acs_mvm_ctrl", "if !read_column_i[0] -> 1'b1", Switching),
        ("acs_mvm_ctrl", "if read_valid_i && !read_column_i[0] -> 1'b1", Switching),
        ("acs_mvm_ctrl", "if read_column_i[0] -> 1'b1", Switching),
        ("acs_mvm_ctrl", "if read_valid_i && read_column_i[0] -> 1'b1", Switching),
        ("acs_drain_ctrl", "if waiting_q -> 1'b1", "A tile that does not wait has nothing to count: wait_q is 0."),
    ];

    /// <summary>Tells whether a fault of a line changes nothing.</summary>
    /// <param name="fault">Fault and instance.</param>
    /// <returns>True if there is a proof.</returns>
    public static bool IsProved(string fault) => Lines.Any(line => IsOf(line, fault));

    /// <summary>Proofs of faults of lines that prove nothing: no such fault is left unnoticed.</summary>
    /// <param name="survivors">Faults and instances that were not noticed.</param>
    /// <returns>Module and fault of each.</returns>
    public static IEnumerable<string> Unused(IReadOnlyCollection<string> survivors) => Lines.Where(line => !survivors.Any(fault => IsOf(line, fault))).Select(line => $"{line.Module}: {line.Fault}");

    private static bool IsOf((string Module, string Fault, string Proof) line, string fault) =>
        (fault + ".").StartsWith($"Line {line.Module}: {line.Fault}{(line.Fault.Contains(" in ", StringComparison.Ordinal) ? "." : " in ")}", StringComparison.Ordinal);

    /// <summary>Fault and proof.</summary>
    public static IReadOnlyDictionary<string, string> Proofs { get; } = new Dictionary<string, string>
    {
        ["Mutant acs_drain_ctrl: && (wait_q == 8'd0)) : (available_q != 2'd0) -> (available_q == 2'd1)"] = OneWaits,
        ["QuietClause acs_drain_ctrl: assign busy_o = available_q != 2'd0, 1"] = OneWaits,
        ["AssertionClause acs_drain_ctrl: DrainPacketEarly: combine_i -> 1'b1"] =
            "A packet at a tile that does not combine is DrainPacketLost in the same clock. The operand keeps the other name out of the message; which one a simulator tells first is its choice.",
        ["Mutant acs_tile: .own_valid_i  (own_valid -> own_valid && tx_enable"] = "A packet begins while sending is on, and the registers do not change before it has ended: TileConfigBusy.",
    };
}
