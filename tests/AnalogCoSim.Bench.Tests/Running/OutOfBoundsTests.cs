using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>A chip program whose stride passes a shape check of 32 bits, and would be read out of bounds, reaches no engine.</summary>
[TestFixture]
public sealed class OutOfBoundsTests
{
    [TestCase("reference")]
    [TestCase("rtl")]
    [TestCase("rtl-flat")]
    [TestCase("lockstep")]
    public void Program_is_refused_before_any_engine_is_made(string engine)
    {
        using var folder = new TemporaryFolder();
        SmallProgram.Write(folder.File("program"), 1);
        string yaml = folder.File("program/program.yaml");
        string text = File.ReadAllText(yaml);
        const string Sound = "stride: [2, 2], pad: [1, 1], output: [16, 16]";
        Assert.That(text, Does.Contain(Sound));
        string[] overrides = [$"network={{program: {folder.File("program")}}}", $"engine={engine}", "data.count=1", "threads=1", "expect={}"];
        var engines = new CountingFactory(limit: 0);
        Assert.Throws<OperationCanceledException>(() => Run(overrides, engines), "the sound one reaches its engine");

        // 15 strides of it are 2^31 + 7, and 16 columns of output seem to fit.
        File.WriteAllText(yaml, text.Replace(Sound, "stride: [2, 143165577], pad: [1, 1], output: [16, 16]", StringComparison.Ordinal));
        var none = new CountingFactory();
        AcsException error = Assert.Throws<AcsException>(() => Run(overrides, none))!;

        Assert.That((error.Code, error.ExitCode, none.Created), Is.EqualTo((ErrorCode.ProgramInvalid, 2, 0)), error.Render());
        Assert.That(error.Render(), Does.Contain("program.yaml").And.Contains("extents and strides from 1 to"));
    }

    private static ScenarioResult Run(string[] overrides, IEngineFactory engines) => ScenarioRunner.Run(
        ScenarioFile.Load(Quickstart.File, overrides),
        new RunOptions { ScenarioPath = Quickstart.File, Overrides = overrides, Engines = engines },
        NoProgress.Instance);
}
