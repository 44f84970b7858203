using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Engine;

/// <summary>An engine that gets nowhere ends within a second and tells what it waits for.</summary>
[Category("Smoke")]
public sealed class StallTests
{
    private static readonly ChipProgram Program = TestPrograms.Small();

    private static readonly ProgrammedChip Chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact });

    [Test]
    [CancelAfter(300_000)]
    public void Packet_that_never_ends_is_a_stall_that_names_what_is_awaited()
    {
        using var tree = new PlantedTree("link/acs_link.sv", "busy_q[p] <= left_q[8 * p +: 8] != 8'd0;", "busy_q[p] <= left_q[8 * p +: 8] != 8'd1;");
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { RtlRoot = tree.Root });

        var error = Assert.Throws<AcsException>(() => rtl.Run([3], TestPrograms.Images(Program, 1)))!;

        Assert.That((error.Code, error.ExitCode), Is.EqualTo((ErrorCode.RtlStalled, 1)));
        Assert.That(error.Where, Does.StartWith("image 3, layer 'conv0'").And.Contain("core 1"));
        Assert.That(error.Actual, Does.Contain("waits in position").And.Contain("a packet of path 0 from core 0 by W1").And.Contain("last seen: W1 path 0"));
        Assert.That(rtl.Rtl.Cycle, Is.LessThan(100_000), "clocks after which it gives up: a fraction of a second on an idle machine");
    }

    [TestCase("core/acs_tile.sv", "    .path_i   (tx_path),", "    .path_i   (tx_path ^ {7'd0, tx_mask[6]}),", "path", TestName = "Wrong_path_id_at_the_host_is_told")]
    [TestCase("core/acs_tile.sv", "    .last_i   (tx_last),", "    .last_i   (tx_last + {7'd0, tx_mask[6]}),", "bytes each", Category = "Nightly", TestName = "Wrong_length_at_the_host_is_told")]
    [CancelAfter(300_000)]
    public void Wrong_packet_at_the_host_is_told(string file, string original, string bug, string what)
    {
        using var tree = new PlantedTree(file, original, bug);
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { RtlRoot = tree.Root });

        var error = Assert.Throws<AcsException>(() => rtl.Run([0], TestPrograms.Images(Program, 1)))!;

        Assert.That(error.Code, Is.EqualTo(ErrorCode.LockstepOrderMismatch));
        Assert.That(error.Expected, Does.Contain(what));
    }

    [TestCase("core/acs_tile.sv", "assign quiescent_o = !(", "assign quiescent_o = 1'b0 && !(", TestName = "Tile_that_never_rests_is_told")]
    [TestCase("core/acs_tile.sv", "assign quiescent_o = !(", "assign quiescent_o = (tx_path != 8'd1) && !(", Category = "Nightly", TestName = "Tile_that_does_not_come_to_rest_is_told")]
    [CancelAfter(150_000)]
    public void Restless(string file, string original, string bug, CancellationToken cancellation)
    {
        using var tree = new PlantedTree(file, original, bug);
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { RtlRoot = tree.Root });

        var error = Assert.Throws<AcsException>(() => rtl.Run([0], TestPrograms.Images(Program, 1), null, cancellation))!;

        Assert.That((error.Code, error.Message), Is.EqualTo((ErrorCode.RtlStalled, "The RTL does not come to rest after a layer.")));
        Assert.That(error.Actual, Does.Contain("core 1 is awake"));
        Assert.That(error.Where, Does.Contain("layer 'conv0'"));
        Assert.That(rtl.Rtl.Cycle, Is.LessThan(100_000));
    }

    [Test]
    public void Dead_forwarding_is_a_stall_that_names_the_hop()
    {
        // Without assertions, which would tell the second MVM that finds no room.
        using var rtl = new RtlEngine(Chip, new RtlChipOptions());

        // Tile 10 takes the packets of core 9 and sends them nowhere.
        rtl.Rtl.Configure([ChipConfiguration.Route(10, 9, new RouteEntry(1 << (int)LinkPort.W1, 0, false))]);

        var error = Assert.Throws<AcsException>(() => rtl.Run([0], TestPrograms.Images(Program, 1)))!;

        Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlStalled));
        Assert.That(error.Where, Does.Contain("link from tile 10 (port E2) to tile 12 (port W2), path 9"));
        Assert.That(error.Core, Is.EqualTo(10), "the tile that did not forward, not the one that waits");
        Assert.That(error.Actual, Does.Contain("core 12 (place 1 of its chain) waits in position 0 for a packet of path 9 from core 9 by W2 through tile 10"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Cancellation_ends_the_run_between_two_clocks()
    {
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = ModelFlavour.Check });
        using var source = new CancellationTokenSource();
        var observer = new Cancelling(source, 20);

        Assert.Throws<OperationCanceledException>(() => rtl.Run([0, 1, 2], TestPrograms.Images(Program, 3), observer, source.Token));

        Assert.That(observer.Seen, Is.LessThanOrEqualTo(22), "no more than what came in the same clock");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Cancellation_from_another_thread_ends_a_run_without_events()
    {
        using var chip = new RtlChip(new RtlChipOptions { Flavour = ModelFlavour.Check, Flat = false }, new AnalogCoSim.Benchmarks.Streaming.StreamingWorkload(1));
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        // A packet that announces 256 bytes and has its tile awake as long as loads come.
        ChipCommand[] endless = [.. Enumerable.Range(0, 2_000_000).Select(k => ChipCommand.Load(10 + (8 * (ulong)k), 3, 0))];

        Assert.Throws<OperationCanceledException>(() => chip.Run(endless, new sbyte[256], ulong.MaxValue, source.Token));

        Assert.That(chip.Cycle, Is.LessThan(16_000_000));
    }

    [Test]
    public void Latency_that_a_layer_cannot_keep_pace_with_is_refused()
    {
        var error = Assert.Throws<AcsException>(() => new RtlEngine(Chip, new RtlChipOptions { LatencyFourPhase = 250 }))!;

        Assert.That((error.Code, error.Expected), Is.EqualTo((ErrorCode.RtlMisuse, "1 to 249 clocks")));
    }

    private sealed class Cancelling(CancellationTokenSource source, int limit) : IMvmObserver
    {
        public int Seen { get; private set; }

        public bool OnMvm(in MvmRecord record)
        {
            if (++Seen == limit)
            {
                source.Cancel();
            }

            return true;
        }
    }
}
