using System.Runtime.InteropServices;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Models;

/// <summary>Ports in place, one clock a call, bursts that keep chosen outputs: the same as the records give.</summary>
[Category("Smoke")]
public sealed class DirectDrivingTests
{
    private BuiltModel _toy = null!;

    [OneTimeSetUp]
    public void BuildToy() => _toy = ToyModels.Build(ModelFlavour.Check);

    [Test]
    public void Steps_on_ports_in_place_equal_runs_on_records()
    {
        using VerilatedModel direct = Reset();
        using VerilatedModel records = Reset();
        ref byte input = ref direct.Port<byte>("byte_i");
        for (int cycle = 0; cycle < 50; cycle++)
        {
            input = (byte)cycle;
            direct.Step();
            records.Set("byte_i", (ulong)cycle);
            records.Run();
            Assert.That(direct.Port<uint>("sum_o"), Is.EqualTo(records.Get("sum_o")), $"cycle {cycle}");
        }

        Assert.That((direct.Cycle, direct.Digest()), Is.EqualTo((records.Cycle, records.Digest())));
    }

    [Test]
    public void Burst_keeps_the_chosen_columns_and_leaves_the_records_as_the_last_clock()
    {
        using VerilatedModel columns = Reset();
        using VerilatedModel records = Reset();
        byte[] inputs = Inputs(columns, 50);
        var all = new byte[50 * columns.Ports.OutputBytes];
        var chosen = new OutputColumns(columns.Ports, 50, "sum_o", "wide_o", "quad_o");

        columns.Burst(inputs, chosen);
        records.Burst(inputs, all);

        for (int k = 0; k < chosen.Ports.Count; k++)
        {
            ModelPort port = chosen.Ports[k];
            for (int cycle = 0; cycle < 50; cycle++)
            {
                ReadOnlySpan<byte> expected = all.AsSpan((cycle * columns.Ports.OutputBytes) + port.Offset, port.Bytes);
                Assert.That(chosen.Of<byte>(k).Slice(cycle * port.Bytes, port.Bytes).SequenceEqual(expected), $"{port.Name}, cycle {cycle}");
            }
        }

        Assert.That(columns.Outputs.SequenceEqual(records.Outputs));
        Assert.That(columns.Digest(), Is.EqualTo(records.Digest()));
    }

    [Test]
    public void Burst_longer_than_its_columns_is_refused()
    {
        using VerilatedModel model = Reset();
        var two = new OutputColumns(model.Ports, 2, "sum_o");

        Assert.Throws<ArgumentOutOfRangeException>(() => model.Burst(Inputs(model, 3), two));
    }

    [Test]
    public void Port_of_another_size_is_refused()
    {
        using VerilatedModel model = Reset();

        Assert.Throws<ArgumentOutOfRangeException>(() => model.Port<ulong>("byte_i"));
    }

    // The thread keeps the last stepped instance as its own: an assertion must still find the instance it belongs to.
    [Test]
    public void Assertion_in_a_step_is_reported_by_the_instance_that_failed()
    {
        using VerilatedModel good = Reset();
        using VerilatedModel bad = Reset();
        good.Step();
        bad.Port<byte>("byte_i") = 77;
        good.Step();

        var error = Assert.Throws<AcsException>(bad.Step)!;

        Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlAssertion));
        Assert.That(error.Actual, Does.Contain("byte is 77"));
        Assert.DoesNotThrow(good.Step);
    }

    [Test]
    public void Steps_after_the_death_of_the_last_instance_go_on()
    {
        using VerilatedModel other = Reset();
        using (VerilatedModel gone = Reset())
        {
            gone.Step();
        }

        other.Step();

        Assert.That(other.Cycle, Is.EqualTo(3UL));
    }

    // .NET gives the number, and the system the memory, of a thread that has ended to the next one: neither may be taken for the former thread.
    [Test]
    public void Instance_passes_through_threads_that_end()
    {
        using VerilatedModel passed = Reset();
        using VerilatedModel kept = Reset();
        for (int round = 0; round < 200; round++)
        {
            Exception? ended = null;
            var thread = new Thread(() =>
            {
                try
                {
                    passed.Step();
                    passed.Step();
                }
                catch (AcsException error)
                {
                    ended = error;
                }
            });
            passed.Port<byte>("byte_i") = kept.Port<byte>("byte_i") = (byte)(round % 70);
            if (round == 199)
            {
                passed.Port<byte>("byte_i") = 77;
            }

            thread.Start();
            thread.Join();
            if (round == 199)
            {
                Assert.That(ended, Is.InstanceOf<AcsException>().With.Property(nameof(AcsException.Actual)).Contains("byte is 77"), "the message is of the thread that calls");
                return;
            }

            kept.Step();
            kept.Step();
            Assert.That(ended, Is.Null);
            Assert.That(passed.Digest(), Is.EqualTo(kept.Digest()), () => $"after thread {round}");
        }
    }

    [TestCase(DirectEvaluation.Example, true)]
    [TestCase("void Vmodel::eval_step() {\n    Vmodel___024root___eval(&(vlSymsp->TOP));\n    vlSymsp->__Vm_deleter.deleteAll();\n}\n", false)]
    [TestCase("void Vmodel::eval_step() {\n    Verilated::mtaskId(0);\n}\n", false)]
    [TestCase("", false)]
    public void Frame_is_left_out_only_when_all_of_it_is_known(string source, bool expected)
    {
        Assert.That(DirectEvaluation.IsPossible(source), Is.EqualTo(expected));
    }

    private static byte[] Inputs(VerilatedModel model, int cycles)
    {
        int bytes = model.Ports.InputBytes;
        var inputs = new byte[cycles * bytes];
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            model.Inputs.CopyTo(inputs.AsSpan(cycle * bytes));
            inputs[(cycle * bytes) + model.Ports["byte_i"].Offset] = (byte)cycle;
            MemoryMarshal.Write(inputs.AsSpan((cycle * bytes) + model.Ports["quad_i"].Offset), (ulong)cycle << 30);
        }

        return inputs;
    }

    private VerilatedModel Reset()
    {
        var model = new VerilatedModel(_toy);
        model.Run(2);
        model.Set("rst_ni", 1);

        // Applies the records: steps take the ports as they are.
        model.Evaluate();
        return model;
    }
}
