using System.Runtime.ExceptionServices;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Models;

[Category("Smoke")]
public sealed class HangTests
{
    private static readonly Action<VerilatedModel>[] Ways = [model => model.Run(), model => model.Step(), model => model.Burst(model.Inputs, new byte[model.Ports.OutputBytes])];

    /// <summary>Runs on a thread of its own and waits for its end. The watch counts processor time, so wall time says nothing on a busy machine; the limit only keeps a regression from hanging the run.</summary>
    private static void Ends(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (AcsException error)
            {
                thrown = error;
            }
        })
        { IsBackground = true };
        thread.Start();
        Assert.That(thread.Join(TimeSpan.FromMinutes(5)), Is.True, "it does not end");
        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    [Test]
    public void Endless_loop_in_a_process_is_a_coded_error_after_seconds([Range(0, 2)] int way, [Values(ModelFlavour.Fast, ModelFlavour.Check)] ModelFlavour flavour)
    {
        using var model = new VerilatedModel(ToyModels.Build(flavour, "acs_endless"));
        Ways[way](model);
        model.Port<byte>("hang_i") = 1;
        model.Set("hang_i", 1);

        var error = Assert.Throws<AcsException>(() => Ends(() => Ways[way](model)))!;

        Assert.That((error.Code, error.ExitCode), Is.EqualTo((ErrorCode.RtlStalled, 1)));
        Assert.That(error.Actual, Does.Contain("does not end"));
        Assert.Throws<AcsException>(() => Ways[way](model), "the model is not run again");
    }

    [Test]
    [Category("Nightly")]
    [CancelAfter(600_000)]
    public void Initial_process_that_does_not_end_is_a_coded_error_of_the_first_evaluation(CancellationToken token)
    {
        using var design = new SmallDesign();
        design.Write("top.f", "top.sv\n");
        design.Write("top.sv", "module top (input logic clk_i, output logic q_o);\n  initial forever q_o = !q_o;\nendmodule\n");
        BuiltModel built = design.Build();

        var error = Assert.Throws<AcsException>(() => Ends(() =>
        {
            using var model = new VerilatedModel(built);
            model.Run();
        }))!;

        Assert.That((error.Code, error.ExitCode), Is.EqualTo((ErrorCode.RtlStalled, 1)));
    }

    [Test]
    public void Logic_that_feeds_itself_is_a_coded_error()
    {
        using var model = new VerilatedModel(ToyModels.Build(ModelFlavour.Fast, "acs_endless"));
        model.Set("feed_i", 1);

        var error = Assert.Throws<AcsException>(() => model.Run())!;

        Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlStalled));
        Assert.That(error.Actual, Does.Contain("converge"));
    }

    [Test]
    public void Waves_of_a_model_that_hung_are_whole_up_to_the_clock_before()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "hung.fst");
        using (var model = new VerilatedModel(ToyModels.Build(ModelFlavour.Trace, "acs_endless")))
        {
            model.Trace(path);
            model.Run(20);
            model.Set("hang_i", 1);
            Assert.Throws<AcsException>(() => Ends(() => model.Run()));
        }

        Assert.That(FstChanges.Read(path, "count_o").Changes, Has.Count.GreaterThanOrEqualTo(20));
    }

    [Test]
    public void Other_models_go_on_after_one_hung()
    {
        Endless_loop_in_a_process_is_a_coded_error_after_seconds(0, ModelFlavour.Fast);
        using var model = new VerilatedModel(ToyModels.Build(ModelFlavour.Fast, "acs_endless"));

        Assert.DoesNotThrow(() => model.Run(1000));
    }

    [Test]
    public void Missing_foreign_function_is_a_coded_error_that_names_it()
    {
        var error = Assert.Throws<AcsException>(() => new VerilatedModel(ToyModels.Build(ModelFlavour.Fast, "acs_foreign")))!;

        Assert.That(error.ToString() + error.Actual, Does.Contain("acs_nobody_wrote_this"));
    }

    [TestCase("", "not a 64-bit ELF")]
    [TestCase("no library at all, but long enough for the header of one: it is sixty-four bytes long", "not a 64-bit ELF")]
    public void File_that_is_no_library_is_a_coded_error(string text, string why)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "libno.so");
        File.WriteAllText(path, text);

        var error = Assert.Throws<AcsException>(() => new VerilatedModel(ToyModels.Build(ModelFlavour.Fast) with { LibraryPath = path }))!;

        Assert.That(error.Code, Is.EqualTo(ErrorCode.ModelDoesNotLoad));
        Assert.That(error.Actual, Does.Contain(why));
    }

    [Test]
    public void Cut_library_is_a_coded_error_wherever_it_is_cut()
    {
        BuiltModel whole = ToyModels.Build(ModelFlavour.Fast);
        byte[] bytes = File.ReadAllBytes(whole.LibraryPath);
        for (int part = 0; part < 16; part++)
        {
            string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"libcut{part}.so");
            File.WriteAllBytes(path, bytes[..(bytes.Length * part / 16)]);

            var error = Assert.Throws<AcsException>(() => new VerilatedModel(whole with { LibraryPath = path }))!;

            Assert.That(error.Code, Is.EqualTo(ErrorCode.ModelDoesNotLoad), $"{part} / 16");
            File.Delete(path);
        }
    }
}
