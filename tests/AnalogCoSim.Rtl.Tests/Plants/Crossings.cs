namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>What may come at a tile, or happen in it, in one clock: each of these is lost in clocks in which another happens too.</summary>
internal static class Crossings
{
    /// <summary>Instance and port at which something comes, bits of the port, and the event that it is.</summary>
    public static IReadOnlyList<(string Instance, string Port, int Width, string Event)> Ports { get; } =
    [
        ("u_cfg", "cfg_valid_i", 1, "cfg_valid_i"),
        ("u_ldpu", "cfg_valid_i", 1, "cfg_valid_i"),
        ("u_link", "cfg_valid_i", 1, "cfg_valid_i"),
        ("u_inputs", "load_valid_i", 1, "load_valid_i"),
        ("u_mvm", "start_i", 1, "start_i"),
        ("u_mvm", "adc_valid_i", 1, "adc_valid_i"),
        ("u_mvm", "read_valid_i", 1, "drain_valid"),
        ("u_drain", "first_pair_i", 1, "first_pair"),
        ("u_drain", "packet_i", 1, "rx_start"),
        ("u_ldpu", "left_valid_i", 1, "left_valid"),
        ("u_ldpu", "right_valid_i", 1, "right_valid"),
        ("u_ldpu", "rx_start_i", 1, "rx_start"),
        ("u_ldpu", "rx_valid_i", 1, "rx_byte_valid"),
        ("u_tx", "ahead_i", 1, "ahead"),
        ("u_link", "own_valid_i", 1, "own_valid"),
        ("u_link", "rx_valid_i", 7, "rx_valid_i != 7'd0"),
    ];

    /// <summary>The events.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        "cfg_valid_i", "load_valid_i", "start_i", "adc_valid_i", "rx_valid_i != 7'd0", "mvm_start_o", "first_pair", "rx_start", "rx_byte_valid", "drain_valid", "left_valid", "right_valid",
        "ahead", "ldpu_valid_o", "own_valid", "tx_valid_o != 7'd0", "pending", "occupied == 2'd2",
    ];

    // Never in one clock: what an assertion forbids, and what one machine does in turn.
    private static readonly (string One, string[] Others)[] Exclusive =
    [
        ("cfg_valid_i", [.. Events.Except(["cfg_valid_i", "load_valid_i", "start_i", "rx_valid_i != 7'd0"])]),
        ("mvm_start_o", ["load_valid_i", "start_i"]),
        ("adc_valid_i", ["first_pair"]),
        ("left_valid", ["right_valid"]),
        ("rx_start", ["rx_byte_valid"]),
    ];

    /// <summary>What cannot be noticed, since both events never happen in one clock, or are the same.</summary>
    public static IEnumerable<string> Never =>
        from port in Ports from other in Events where !Meet(port.Event, other) select Name(port.Instance, port.Port, other);

    /// <summary>Events that never happen when something comes at a port.</summary>
    /// <param name="instance">Instance.</param>
    /// <param name="port">Port.</param>
    /// <returns>Those of them that are other events than what comes.</returns>
    public static IEnumerable<string> NeverWith(string instance, string port)
    {
        string own = Ports.First(one => one.Instance == instance && one.Port == port).Event;
        return Events.Where(other => other != own && !Meet(own, other));
    }

    /// <summary>Name of one of these faults.</summary>
    /// <param name="instance">Instance.</param>
    /// <param name="port">Port.</param>
    /// <param name="other">Event in whose clocks what comes there is lost.</param>
    /// <returns>Name.</returns>
    public static string Name(string instance, string port, string other) => $"{instance}.{port} with {other}";

    // Until the inputs change behind an edge, the pair is there of which `first_pair` tells: outputs that are no registers show what is lost then.
    private static bool Meet(string one, string other) => (one, other) == ("first_pair", "adc_valid_i") || (
        one != other && !Exclusive.Any(pair => (pair.One == one && pair.Others.Contains(other)) || (pair.One == other && pair.Others.Contains(one))));
}
