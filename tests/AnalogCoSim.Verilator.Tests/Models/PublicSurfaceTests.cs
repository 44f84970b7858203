using System.Reflection;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Models;

/// <summary>No public call can take the process down: every one of these tests ends the test host if it fails badly.</summary>
[Category("Smoke")]
public sealed class PublicSurfaceTests
{
    // Spans keep the reflection from calling them; called by hand below.
    private static readonly string[] ByHand = ["Inputs", "Outputs", "Bytes", "InputsAs", "OutputsAs", "Port", "Burst", "WriteRegister", "Force", "DriveClocks"];

    [Test]
    public void Every_member_of_a_disposed_object_throws_so() => DisposedMembers.AssertThrow(Model(), [nameof(IDisposable.Dispose), .. ByHand], Argument);

    [Test]
    public void Members_with_spans_of_a_disposed_object_throw_so()
    {
        VerilatedModel model = Model();
        var columns = new OutputColumns(model.Ports, 4, "echo_o");
        byte[] record = new byte[model.Ports.InputBytes];
        model.Dispose();

        Action[] calls =
        [
            () => model.Inputs[0] = 1, () => _ = model.Outputs[0], () => model.Bytes("byte_i")[0] = 1, () => model.InputsAs<ulong>() = 1, () => _ = model.OutputsAs<ulong>(),
            () => model.Port<byte>("byte_i") = 1, () => model.Burst(record, new byte[8]), () => model.Burst(record, columns), () => model.WriteRegister(".count_q", [1]), () => model.Force(".count_q", [1, 0]),
            () => model.DriveClocks([("rst_ni", 1, 1)]), () => model.Run(),
        ];
        foreach (Action call in calls)
        {
            Assert.Throws<ObjectDisposedException>(call);
        }
    }

    [Test]
    public void Spans_of_the_records_stay_valid_memory_after_disposal()
    {
        VerilatedModel model = Model();
        Span<byte> inputs = model.Inputs;
        model.Dispose();
        GC.Collect();

        inputs.Fill(0x55);

        Assert.That(inputs[^1], Is.EqualTo(0x55));
    }

    [Test]
    public void Wrong_arguments_are_exceptions()
    {
        using VerilatedModel model = Model();
        var foreign = new OutputColumns(ToyModels.Build(ModelFlavour.Fast, "acs_endless").Ports, 4, "count_o");
        Action[] calls =
        [
            () => _ = new VerilatedModel(null!), () => _ = new VerilatedModel(ToyModels.Build(ModelFlavour.Check), 0), () => model.Burst(new byte[3], new byte[8]),
            () => model.Burst(new byte[model.Ports.InputBytes], []), () => model.Burst([], (OutputColumns)null!), () => model.Burst(new byte[model.Ports.InputBytes], foreign), () => model.Get(null!),
            () => model.Get("none"), () => model.Set("wide_i", 1), () => model.Port<int>("byte_i") = 1, () => model.InputsAs<byte>() = model.Inputs[10_000], () => model.Restore(null!),
            () => model.WriteRegister(null!, []), () => model.WriteRegister(".count_q", new byte[100]), () => model.ReadRegister(null!), () => model.WriteCoverage(null!),
            () => model.WriteCoverage("x"), () => model.Trace("x"), () => _ = new OutputColumns(null!, 1), () => _ = new OutputColumns(model.Ports, -1),
        ];
        for (int i = 0; i < calls.Length; i++)
        {
            Assert.That(calls[i], Throws.InstanceOf<Exception>(), $"call {i}");
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void Two_threads_in_one_model_are_refused_and_never_meet()
    {
        using VerilatedModel model = Model();
        long begin = (long)model.Cycle;
        long done = 0;
        long refused = 0;
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                try
                {
                    model.Step();
                    Interlocked.Increment(ref done);
                }
                catch (AcsException error) when (error.Code == ErrorCode.RtlMisuse)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.That(done + refused, Is.EqualTo(60_000));
        Assert.That((long)model.Cycle - begin, Is.EqualTo(done), "no clock was lost or run twice");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Disposal_while_another_thread_runs_is_refused()
    {
        VerilatedModel model = Model();
        using var begun = new ManualResetEventSlim();
        var runner = new Thread(() =>
        {
            begun.Set();
            model.Run(3_000_000);
        });
        runner.Start();
        begun.Wait();
        while (runner.IsAlive)
        {
            try
            {
                if (runner.ThreadState == System.Threading.ThreadState.Running)
                {
                    Thread.Sleep(5);
                    model.Dispose();
                    break;
                }
            }
            catch (AcsException error)
            {
                Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlMisuse));
            }
        }

        runner.Join();
        model.Dispose();
    }

    private static VerilatedModel Model()
    {
        var model = new VerilatedModel(ToyModels.Build(ModelFlavour.Check));
        model.Set("rst_ni", 0);
        model.Run();
        model.Set("rst_ni", 1);
        return model;
    }

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "byte_i",
        var type when type == typeof(int) => 2,
        var type when type == typeof(ulong) => 5UL,
        var type when type == typeof(ModelSnapshot) => Snapshot(),
        var type => type.IsValueType ? Activator.CreateInstance(type) : null,
    };

    private static ModelSnapshot Snapshot()
    {
        using VerilatedModel model = Model();
        return model.Save();
    }
}
