using System.Runtime.InteropServices;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Models;

[Category("Smoke")]
public sealed class VerilatedModelTests
{
    private BuiltModel _check = null!;

    [OneTimeSetUp]
    public void BuildToy() => _check = ToyModels.Build(ModelFlavour.Check);

    [Test]
    public void Ports_are_listed_with_direction_and_width()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_check.Ports["quad_i"], Is.EqualTo(new ModelPort("quad_i", PortDirection.Input, 40, _check.Ports["quad_i"].Offset, 8)));
            Assert.That(_check.Ports["wide_o"].Bytes, Is.EqualTo(16));
            Assert.That(_check.Ports["packed_i"].Width, Is.EqualTo(32));
            Assert.That(_check.Ports["byte_i"].Direction, Is.EqualTo(PortDirection.Input));
        });
    }

    [Test]
    public void Records_are_packed_without_overlap_and_aligned()
    {
        foreach (var direction in Enum.GetValues<PortDirection>())
        {
            int end = 0;
            foreach (ModelPort port in _check.Ports.Ports.Where(port => port.Direction == direction).OrderBy(port => port.Offset))
            {
                Assert.That(port.Offset, Is.GreaterThanOrEqualTo(end), port.Name);
                Assert.That(port.Offset % Math.Min(port.Bytes, 8), Is.Zero, port.Name);
                end = port.Offset + port.Bytes;
            }
        }
    }

    [Test]
    public void Unknown_port_is_a_coded_error_that_lists_the_known_ones()
    {
        using VerilatedModel model = Reset();

        var error = Assert.Throws<AcsException>(() => model.Set("no_such_port", 1))!;

        Assert.That(error.Actual, Does.Contain("byte_i"));
    }

    [Test]
    public void Clocks_run_and_registers_follow()
    {
        using VerilatedModel model = Reset();
        model.Set("byte_i", 3);

        model.Run(10);

        Assert.That((model.Get("count_o"), model.Get("sum_o"), model.Cycle), Is.EqualTo((10UL, 30UL, 12UL)));
    }

    [Test]
    public void Combinational_output_follows_without_a_clock()
    {
        using VerilatedModel model = Reset();
        model.Set("quad_i", 0x12_3456_789A);

        model.Evaluate();

        Assert.That(model.Get("quad_o"), Is.EqualTo(~0x12_3456_789AUL & 0xFF_FFFF_FFFF));
    }

    [Test]
    public void Wide_port_carries_across_words()
    {
        using VerilatedModel model = Reset();
        model.Bytes("wide_i")[..8].Fill(0xFF);

        model.Run();

        Assert.That(model.Bytes("wide_o").ToArray(), Is.EqualTo((byte[])[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]));
    }

    [Test]
    public void Burst_equals_single_clocks()
    {
        using VerilatedModel burst = Reset();
        using VerilatedModel single = Reset();
        int inputBytes = burst.Ports.InputBytes;
        int offset = burst.Ports["byte_i"].Offset;
        var inputs = new byte[50 * inputBytes];
        var outputs = new byte[50 * burst.Ports.OutputBytes];
        for (int cycle = 0; cycle < 50; cycle++)
        {
            burst.Inputs.CopyTo(inputs.AsSpan(cycle * inputBytes));
            inputs[(cycle * inputBytes) + offset] = (byte)cycle;
        }

        burst.Burst(inputs, outputs);
        for (int cycle = 0; cycle < 50; cycle++)
        {
            single.Set("byte_i", (ulong)cycle);
            single.Run();
            Assert.That(outputs.AsSpan(cycle * burst.Ports.OutputBytes, burst.Ports.OutputBytes).SequenceEqual(single.Outputs), $"cycle {cycle}");
        }

        Assert.That(burst.Digest(), Is.EqualTo(single.Digest()));
    }

    [Test]
    public void Instances_are_independent_and_run_on_their_own_threads()
    {
        var sums = new ulong[4];
        var threads = Enumerable.Range(0, sums.Length).Select(index => new Thread(() =>
        {
            using VerilatedModel model = Reset();
            model.Set("byte_i", (ulong)index);
            model.Run(100_000);
            sums[index] = model.Get("sum_o");
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(sums, Is.EqualTo((ulong[])[0, 100_000, 200_000, 300_000]));
    }

    [TestCase("byte_i", 77UL, "byte is 77")]
    [TestCase("fatal_i", 1UL, "fatal was asked for, count 5")]
    [TestCase("error_i", 1UL, "error was asked for")]
    public void Assertion_error_and_fatal_become_a_located_exception(string port, ulong value, string message)
    {
        using VerilatedModel model = Reset();
        model.Run(5);
        model.Set(port, value);

        var error = Assert.Throws<AcsException>(() => model.Run(100))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlAssertion));
            Assert.That(error.Where, Does.Match(@"acs_toy\.sv:\d+, clock 7"));
            Assert.That(error.Actual, Does.Contain(message));
            Assert.That(Assert.Throws<AcsException>(() => model.Run())!.Where, Is.EqualTo(error.Where), "the first error stays");
        });
    }

    [Test]
    public void Finish_ends_the_run_with_a_status_and_not_the_process()
    {
        using VerilatedModel model = Reset();
        model.Set("finish_i", 1);

        Assert.That(Assert.Throws<AcsException>(() => model.Run(10))!.Code, Is.EqualTo(ErrorCode.RtlStalled));
    }

    [Test]
    public void Restored_snapshot_replays_to_the_same_digest()
    {
        using VerilatedModel model = Reset();
        model.Set("byte_i", 9);
        model.Run(33);
        using ModelSnapshot snapshot = model.Save();
        model.Run(50);
        StateDigest first = model.Digest();

        model.Restore(snapshot);
        StateDigest back = model.Digest();
        model.Run(50);

        Assert.That((model.Digest(), model.Cycle), Is.EqualTo((first, 85UL)));
        Assert.That(back, Is.Not.EqualTo(first));
    }

    [Test]
    public void Snapshot_moves_the_state_to_another_instance()
    {
        using VerilatedModel model = Reset();
        using VerilatedModel other = Reset();
        model.Set("byte_i", 9);
        model.Run(33);
        using ModelSnapshot snapshot = model.Save();

        other.Restore(snapshot);

        Assert.That(other.Digest(), Is.EqualTo(model.Digest()));
    }

    [Test]
    public void Restore_clears_an_error()
    {
        using VerilatedModel model = Reset();
        using ModelSnapshot snapshot = model.Save();
        model.Set("error_i", 1);
        Assert.Throws<AcsException>(() => model.Run());

        model.Restore(snapshot);
        model.Run(3);

        Assert.That(model.Get("count_o"), Is.EqualTo(3));
    }

    [Test]
    public void Registers_are_listed_and_readable_by_name()
    {
        using VerilatedModel model = Reset();
        model.Set("byte_i", 5);
        model.Run(3);

        Assert.That(model.RegisterNames(), Is.EqualTo(((string, int)[])[(".count_q", 2), (".memory_q", 16), (".sum_q", 4), (".wide_q", 16)]));
        Assert.That(model.ReadRegister(".memory_q")[..4], Is.EqualTo((byte[])[5, 5, 5, 0]));
    }

    [Test]
    public void Typed_records_reach_the_same_bytes()
    {
        using VerilatedModel model = Reset();
        int offset = model.Ports["byte_i"].Offset;

        MemoryMarshal.AsBytes(new Span<InputHead>(ref model.InputsAs<InputHead>()))[offset] = 42;

        Assert.That(model.Inputs[offset], Is.EqualTo(42));
    }

    [Test]
    public void Fast_flavour_ignores_assertions_and_has_the_same_digest()
    {
        using var fast = new VerilatedModel(ToyModels.Build(ModelFlavour.Fast));
        using VerilatedModel check = Reset();
        fast.Set("rst_ni", 0);
        fast.Run(2);
        fast.Set("rst_ni", 1);
        fast.Run(20);
        check.Run(20);

        Assert.That(fast.Digest(), Is.EqualTo(check.Digest()));
        fast.Set("byte_i", 77);
        Assert.DoesNotThrow(() => fast.Run());
        Assert.That(Assert.Throws<AcsException>(() => fast.Save())!.Expected, Does.Contain("Check"));
    }

    private VerilatedModel Reset()
    {
        var model = new VerilatedModel(_check);
        model.Set("rst_ni", 0);
        model.Run(2);
        model.Set("rst_ni", 1);
        return model;
    }

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private struct InputHead
    {
        public byte First;
    }
}
