namespace AnalogCoSim.Compiler.Options;

/// <summary>How a network is laid out on the chip; its numbers in the ideal case do not depend on it.</summary>
public enum ChipLayout
{
    /// <summary>Chains on neighbouring cores, columns from 0 on: the shortest ways and the fewest registers.</summary>
    Compact,

    /// <summary>
    /// Everything by lot, to exercise the chip: chains on cores at least three links apart, so that other tiles forward their packets; columns anywhere in their core; senders that send
    /// more than is used and receivers that drop some of it; unused columns that send constants other than 0.
    /// </summary>
    Spread,
}
