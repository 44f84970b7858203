namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>Faults that change nothing of what a tile does within its rules, each with the proof.</summary>
internal static class Equivalents
{
    private const string OneWaits =
        "In a tile that does not combine a result is counted HeadDelay clocks after its first pair, and its drain begins as soon as the one before has ended. " +
        "Were two counted, the first pair of the second had come before the result in front of both was read out: a third undrained result, AdcOverrun.";

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
