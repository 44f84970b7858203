using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Bench.Tests.Coverage;

public sealed class ChipCoverGroupsTests
{
    [Test]
    public void Groups_of_the_chip_are_sound_and_count_what_happens_in_its_bin()
    {
        var groups = new ChipCoverGroups();
        groups.Mvm(ReadMode.FourPhase, ReadMode.OnePhase, (ulong)Chip.RegisterMap.PacketInterval, combines: true);
        groups.Packet(hops: 2, length: 256, toHost: false);

        string[] hit = [.. groups.Results.Bins.Where(bin => bin.Count > 0).Select(bin => bin.Name)];

        Assert.That(hit, Does.Contain("chip-mvm.change.changed").And.Contain("chip-mvm.mode_x_interval.four_phase/back_to_back").And.Contain("chip-packet.hops_x_length.two/whole"));
        Assert.That(groups.Results.Contradictions, Is.Empty);
        Assert.That(groups.Results.Bins.Single(bin => bin.Name == "chip-column.output.lowest"), Is.EqualTo(new FunctionalBin("chip-column", "output", "lowest", BinKind.Goal, 0)));
    }
}
