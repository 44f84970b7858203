using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Engine;

/// <summary>An assertion that fails because of what a neighbour sent, or did not send, is followed to the link at which it went wrong.</summary>
[Category("Smoke")]
public sealed class LinkAuditTests
{
    private const byte FromWest = 1 << (int)LinkPort.W1;

    private static readonly ChipProgram Program = TestPrograms.Small();

    private static readonly ProgrammedChip Chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact });

    private static readonly PacketLink Link = new(10, 12, LinkPort.W2, 9, 4);

    // Core 9 sends path 9 through tile 10 to core 12; tile 17 lies south of core 9 and has no part in the program.
    [TestCase("tile 10 forwards nothing", 12, "link from tile 10 (port E2) to tile 12 (port W2), path 9", "a packet of path 9 with 4 bytes")]
    [TestCase("core 9 sends another path", 12, "link from tile 9 (port E1) to tile 10 (port W1), path 9", "packets of path 9 alone")]
    [TestCase("core 9 sends to tile 17 too", 17, "link from tile 9 (port S1) to tile 17 (port N1), path 9", "no packet by this link in this layer")]
    [TestCase("nothing", null, null, null)]
    public void Assertion_is_followed_to_the_link(string wrong, int? tile, string? link, string? expected)
    {
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = ModelFlavour.Check });
        LdpuRegisters sender = Chip.Registers(9);
        rtl.Rtl.Configure(wrong switch
        {
            "tile 10 forwards nothing" => [ChipConfiguration.Route(10, 9, new RouteEntry(FromWest, 0, false))],
            "core 9 sends another path" => [Control(sender, sender.TxMask, 77)],
            "core 9 sends to tile 17 too" => [Control(sender, (byte)(sender.TxMask | (1 << (int)LinkPort.S1)), 9), ChipConfiguration.Route(17, 9, new RouteEntry(1 << (int)LinkPort.N1, 0, true))],
            _ => [],
        });

        AcsException? error = Run(rtl);

        Assert.That((error?.Code, error?.Core), Is.EqualTo((tile is null ? (ErrorCode?)null : ErrorCode.RtlAssertion, tile)), error?.Render());
        HopFault? fault = rtl.FindFault(tile ?? 12);
        Assert.That((fault?.Link, fault?.Expected), Is.EqualTo((link, expected)));
        if (error is not null)
        {
            Assert.That((error.Image, error.Step, error.Layer), Is.EqualTo(((int?)5, (int?)1, "conv1")));
            Assert.That(error.Where, Does.Contain($"clock {error.Clock} of the image"));
        }
    }

    [TestCase(0, "4 bytes", "a packet that ends after 0 of them: nothing comes in clock 101 of the chip", TestName = "Packet_cut_short_behind_its_path_is_seen")]
    [TestCase(2, "4 bytes", "a packet that ends after 0 of them: nothing comes in clock 102 of the chip", TestName = "Packet_cut_short_behind_its_length_is_seen")]
    [TestCase(5, "4 bytes", "a packet that ends after 3 of them: nothing comes in clock 105 of the chip", TestName = "Packet_cut_short_before_its_last_byte_is_seen")]
    public void Cut(int seen, string expected, string actual)
    {
        PacketReport cut = seen < 2 ? Packet(100) with { Length = 0, Seen = 0 } : Packet(100) with { Seen = seen - 2 };
        ulong next = 100 + (ulong)Math.Max(1, seen);
        Assert.That(Judge(next - 1, cut), Is.Null, "the next byte may still come");
        Assert.That((Judge(next, cut)?.Expected, Judge(next, cut)?.Actual), Is.EqualTo((expected, actual)));
        Assert.That(Judge(next - 1, cut, Packet(400))?.Actual, Is.EqualTo(actual), "a later packet has begun");
    }

    [Test]
    public void Packets_as_they_should_be_have_no_fault() =>
        Assert.That(LinkAudit.Judge(Link, [9, 3], [Packet(100), Packet(120) with { Path = 3, Length = 200, Seen = 200 }, Packet(358)], 1000), Is.Null);

    [Test]
    public void Other_length_other_path_and_a_packet_too_early_are_seen()
    {
        Assert.That(Judge(1000, Packet(100), Packet(358) with { Length = 5, Seen = 5 })?.Actual, Is.EqualTo("a packet that announces 5 bytes in clock 359 of the chip"));
        Assert.That(Judge(1000, Packet(100), Packet(358) with { Path = 3 })?.Expected, Is.EqualTo("packets of path 9 alone"));
        Assert.That((Judge(1000, Packet(100), Packet(357))?.Expected, Judge(1000, Packet(100), Packet(357))?.Actual), Is.EqualTo(("the next packet in clock 358 of the chip, or later", "it begins in clock 357")));
    }

    private static HopFault? Judge(ulong now, params PacketReport[] packets) => LinkAudit.Judge(Link, [9], packets, now);

    private static PacketReport Packet(ulong begin) => new(LinkPort.W2, 9, begin, 4, 4, 1);

    private static ConfigWrite Control(LdpuRegisters r, byte mask, byte path) => new(9, RegisterMap.Ctrl, RegisterMap.PackCtrl(r.Relu1, r.Relu2, r.Combine, r.TxEnable, mask, path));

    private static AcsException? Run(RtlEngine rtl)
    {
        try
        {
            rtl.Run([5], TestPrograms.Images(Program, 1));
            return null;
        }
        catch (AcsException error)
        {
            return error;
        }
    }
}
