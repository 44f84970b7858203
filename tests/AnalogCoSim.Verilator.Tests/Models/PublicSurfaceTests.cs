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
    [Test]
    public void Every_member_of_a_disposed_object_throws_so()
    {
        VerilatedModel model = Model();
        var columns = new OutputColumns(model.Ports, 4, "echo_o");
        byte[] record = new byte[model.Ports.InputBytes];
        (string, Action)[] byHand =
        [
            ("Inputs", () => model.Inputs[0] = 1), ("Outputs", () => _ = model.Outputs[0]), ("Bytes", () => model.Bytes("byte_i")[0] = 1),
            ("InputsAs", () => model.InputsAs<ulong>() = 1), ("OutputsAs", () => _ = model.OutputsAs<ulong>()), ("Port", () => model.Port<byte>("byte_i") = 1),
            ("Burst", () => model.Burst(record, new byte[8])), ("Burst", () => model.Burst(record, columns)), ("WriteRegister", () => model.WriteRegister(".count_q", [1])),
            ("Force", () => model.Force(".count_q", [1, 0])), ("DriveClocks", () => model.DriveClocks([("rst_ni", 1, 1)])),
        ];

        DisposedMembers.AssertThrow(model, new Dictionary<string, string>(), byHand, Argument);
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

    // The call cannot end while the listener holds it: what was printed is handed on before the error is made, or by the timer, for whose lock the call then waits.
    [Test]
    [CancelAfter(60_000)]
    public void Disposal_while_another_thread_runs_is_refused(CancellationToken token)
    {
        using VerilatedModel model = Model();
        using var inside = new ManualResetEventSlim();
        using var tried = new ManualResetEventSlim();
        AcsException? ended = null;
        void Hold(string line)
        {
            if (line == "stop was asked for")
            {
                inside.Set();
                tried.Wait(token);
            }
        }

        model.Set("stop_i", 1);
        var runner = new Thread(() => ended = Assert.Catch<AcsException>(() => model.Run(10)));
        RtlOutput.Line += Hold;
        try
        {
            runner.Start();
            inside.Wait(token);
            AcsException refused = Assert.Throws<AcsException>(model.Dispose)!;
            Assert.That((refused.Code, refused.Where), Is.EqualTo((ErrorCode.RtlMisuse, "a call from a second thread")));
        }
        finally
        {
            tried.Set();
            runner.Join();
            RtlOutput.Line -= Hold;
        }

        Assert.That((ended!.Code, model.Cycle), Is.EqualTo((ErrorCode.RtlAssertion, 2)), "the model went on, and is there still");
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
