namespace AnalogCoSim.Rtl.Tests.Ldpu;

/// <summary>What one MVM brings to the LDPU.</summary>
/// <param name="P">P counts; shape [256].</param>
/// <param name="N">N counts; shape [256].</param>
/// <param name="Received">Received values from column 0 on; at most 256.</param>
internal sealed record LdpuPass(ushort[] P, ushort[] N, sbyte[] Received)
{
    /// <summary>Counts and a packet of random length.</summary>
    /// <param name="random">Source.</param>
    /// <returns>The pass.</returns>
    public static LdpuPass Random(Random random) =>
        new(Counts(random), Counts(random), [.. Enumerable.Range(0, random.Next(257)).Select(_ => (sbyte)random.Next(-128, 128))]);

    private static ushort[] Counts(Random random) => [.. Enumerable.Range(0, 256).Select(_ => (ushort)random.Next(4096))];
}
