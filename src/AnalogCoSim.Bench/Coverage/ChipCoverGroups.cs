using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Bench.Coverage;

/// <summary>Functional coverage of a network on the chip: its MVMs, the columns of its LDPUs and its packets.</summary>
internal sealed class ChipCoverGroups
{
    private const int LastColumn = ChipGeometry.CrossbarSize - 1;

    private const string NoForwarding = "every tile has a port to the host: nothing is forwarded there";

    private readonly CoverGroup _mvms = new("chip-mvm", "one MVM of a core");
    private readonly CoverGroup _columns = new("chip-column", "one column of an LDPU");
    private readonly CoverGroup _packets = new("chip-packet", "one packet that a core sends to another or to the host");

    /// <summary>Defines the groups.</summary>
    public ChipCoverGroups()
    {
        DefineMvms();
        DefineColumns();
        DefinePackets();
    }

    /// <summary>Bins of all groups.</summary>
    public FunctionalCoverage Results => FunctionalCoverage.Merge([_mvms.Results(), _columns.Results(), _packets.Results()]);

    /// <summary>Counts an MVM.</summary>
    /// <param name="mode">How it was read.</param>
    /// <param name="last">How the one before of the same core was read; null for the first.</param>
    /// <param name="interval">Clocks since the one before of the same core and layer; null for the first.</param>
    /// <param name="combines">Whether its core combines.</param>
    public void Mvm(ReadMode mode, ReadMode? last, ulong? interval, bool combines) => _mvms.Sample(
        mode == ReadMode.OnePhase ? 0 : 1,
        last is null ? CoverGroup.None : last == mode ? 0 : 1,
        interval is { } clocks ? (long)Math.Min(clocks, long.MaxValue) : CoverGroup.None,
        combines ? 1 : 0);

    /// <summary>Counts a column.</summary>
    /// <param name="registers">Registers of its LDPU.</param>
    /// <param name="p">Count of the positive side.</param>
    /// <param name="n">Count of the negative side.</param>
    /// <param name="received">Received byte; null where the core does not combine.</param>
    /// <param name="last">FP16 before the conversion to INT8.</param>
    /// <param name="output">The result.</param>
    public void Column(LdpuRegisters registers, ushort p, ushort n, sbyte? received, ushort last, sbyte output) =>
        _columns.Sample(p, n, received ?? CoverGroup.None, registers.Relu1 ? 1 : 0, registers.Relu2 ? 1 : 0, registers.Combine ? 1 : 0, last, output);

    /// <summary>Counts the packets of a core.</summary>
    /// <param name="hops">Tiles that forward it.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="toHost">Whether it leaves the chip.</param>
    public void Packet(int hops, int length, bool toHost) => _packets.Sample(hops, length, toHost ? 1 : 0);

    private void DefineMvms()
    {
        CoverPoint mode = _mvms.Point("mode", "how it was read", (0, 1)).Value("one_phase", 0).Value("four_phase", 1);
        CoverPoint change = _mvms.Point("change", "read mode of the MVM before", (0, 1)).Value("same", 0).Value("changed", 1);
        CoverPoint interval = _mvms.Point("interval", "clocks since the MVM before of the same core and layer")
            .Value("back_to_back", Chip.RegisterMap.PacketInterval)
            .Range("one_to_four_later", Chip.RegisterMap.PacketInterval + 1, Chip.RegisterMap.PacketInterval + 4)
            .Range("later", Chip.RegisterMap.PacketInterval + 5, long.MaxValue);
        CoverPoint combines = _mvms.Point("combines", "whether its core adds what it receives", (0, 1)).Flag();
        _mvms.Cross("mode_x_interval", mode, interval);
        _mvms.Cross("mode_x_combines", mode, combines);
        _mvms.Cross("mode_x_change", mode, change);
    }

    private void DefineColumns()
    {
        CoverPoint p = Counts(_columns.Point("p", "count of the positive side", (0, ChipGeometry.MaxCount)));
        CoverPoint n = Counts(_columns.Point("n", "count of the negative side", (0, ChipGeometry.MaxCount)));
        _columns.Point("received", "received byte", (sbyte.MinValue, sbyte.MaxValue)).ByteClasses();
        CoverPoint relu1 = _columns.Point("relu1", "ReLU before the combination", (0, 1)).Flag();
        CoverPoint relu2 = _columns.Point("relu2", "ReLU after it", (0, 1)).Flag();
        CoverPoint combine = _columns.Point("combine", "whether the received byte is added", (0, 1)).Flag();
        _columns.Point("last", "FP16 before the conversion to INT8", CommonBins.Fp16Domain).Fp16Classes();
        CoverPoint output = _columns.Point("output", "result", (sbyte.MinValue, sbyte.MaxValue)).ByteClasses();
        _columns.Cross("p_x_n", p, n);
        _columns.Cross("combine_x_relu", combine, relu1, relu2);
        _columns.Cross("relu2_x_output", relu2, output).Exclude("a ReLU lets no negative number through", "on", "negative").Exclude("a ReLU lets no negative number through", "on", "lowest");
    }

    private void DefinePackets()
    {
        CoverPoint hops = _packets.Point("hops", "tiles that forward it").Value("none", 0).Value("one", 1).Value("two", 2).Range("three_or_more", 3, ChipGeometry.Cores);
        CoverPoint length = _packets.Point("length", "bytes", (1, ChipGeometry.CrossbarSize)).Value("one", 1).Range("some", 2, LastColumn).Value("whole", ChipGeometry.CrossbarSize);
        CoverPoint host = _packets.Point("to_host", "whether it leaves the chip", (0, 1)).Flag();
        _packets.Cross("hops_x_length", hops, length);
        _packets.Cross("hops_x_host", hops, host).Exclude(NoForwarding, "one", "on").Exclude(NoForwarding, "two", "on").Exclude(NoForwarding, "three_or_more", "on");
    }

    // Above 2048 not every count is an FP16 number: it is rounded.
    private static CoverPoint Counts(CoverPoint point) => point.Value("zero", 0).Range("exact", 1, 2048).Range("rounded", 2049, ChipGeometry.MaxCount - 1).Value("full", ChipGeometry.MaxCount);
}
