using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;

namespace AnalogCoSim.Bench.Tests.Lockstep;

/// <summary>A planted bug for every check of the scoreboard: each must be found, and found where it is.</summary>
[TestFixture]
public sealed class LockstepScoreboardTests
{
    private const int Step = 2;
    private const int Position = 5;

    /// <summary>The layout in which core 0 computes and its column 3 is in use.</summary>
    private const string Compact = "network.compiler.layout=compact";

    [Test]
    public void Equal_engines_have_no_mismatch_and_the_counts_of_what_was_compared()
    {
        ScenarioResult result = Quickstart.Run(new BrokenEngineFactory());
        Assert.Multiple(() =>
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(result.Mismatches, Is.Zero);
            Assert.That(result.Mvms, Is.GreaterThan(1000));
            Assert.That(result.LdpuOutputsCompared, Is.EqualTo(result.Mvms * 256));
            Assert.That(result.InputsCompared, Is.EqualTo(result.Mvms * 256));
            Assert.That(result.CountsCompared, Is.EqualTo(result.Mvms * 512), "this engine computes its own");
            Assert.That(result.CountsShared, Is.Zero);
            Assert.That(result.PerLayer.Sum(layer => layer.Mvms), Is.EqualTo(result.Mvms));
            Assert.That(result.PerLayer.Sum(layer => layer.MicrojoulePerImage ?? 0), Is.EqualTo(result.MicrojoulePerImage!.Value).Within(1e-9).And.Positive);
            Assert.That(result.PerLayer.Where(layer => layer.Kind == "crossbar").Select(layer => layer.UtilisationPercent), Is.All.InRange(0.1, 100));
            Assert.That(result.PerLayer.Where(layer => layer.Kind != "crossbar").Select(layer => layer.UtilisationPercent), Is.All.Null);
            Assert.That(result.UtilisationPercent, Is.InRange(result.PerLayer.Min(layer => layer.UtilisationPercent)!, result.PerLayer.Max(layer => layer.UtilisationPercent)!));
            Assert.That(result.Links.Where(link => link.To is null).Sum(link => link.Packets), Is.Positive.And.LessThanOrEqualTo(result.Mvms));
        });
    }

    [Test]
    public void Flipped_ldpu_output_bit_is_located_with_the_stages_of_its_column()
    {
        AcsException failure = Find((step, _, position, _, _, _, outputs) => outputs[131] ^= (sbyte)(Here(step, position) ? 0x40 : 0));
        Assert.Multiple(() =>
        {
            Assert.That(failure.Code, Is.EqualTo(ErrorCode.LockstepLdpuMismatch));
            Assert.That(failure.Where, Does.Contain("image 0").And.Contains("(step 2)").And.Contains("position 5").And.Contains("column 131").And.Match("core \\d+").And.Match("clock [1-9]"));
            Assert.That(failure.Expected, Does.Contain("t=").And.Contains("y=").And.Contains("v=").And.Contains("r="));
            Assert.That(failure.Actual, Does.Match("off by [+-]\\d+"));
            Assert.That(failure.Remedy, Does.Contain("--set data.first=0 --set data.count=1"));
        });
    }

    [Test]
    public void Flipped_p_count_is_located()
    {
        AcsException failure = Find((step, _, position, _, countsP, _, _) => countsP[7] ^= (ushort)(Here(step, position) ? 1 : 0));
        Assert.Multiple(() =>
        {
            Assert.That(failure.Code, Is.EqualTo(ErrorCode.LockstepCountMismatch));
            Assert.That(failure.Message, Does.Contain("count P"));
            Assert.That(failure.Where, Does.Contain("column 7"));
        });
    }

    [Test]
    public void Flipped_n_count_is_located()
    {
        AcsException failure = Find((step, _, position, _, _, countsN, _) => countsN[255] ^= (ushort)(Here(step, position) ? 0x800 : 0));
        Assert.Multiple(() =>
        {
            Assert.That(failure.Code, Is.EqualTo(ErrorCode.LockstepCountMismatch));
            Assert.That(failure.Message, Does.Contain("count N"));
            Assert.That(failure.Where, Does.Contain("column 255"));
        });
    }

    [Test]
    public void Flipped_input_is_located()
    {
        AcsException failure = Find((step, _, position, inputs, _, _, _) => inputs[0] ^= (sbyte)(Here(step, position) ? 1 : 0));
        Assert.Multiple(() =>
        {
            Assert.That(failure.Code, Is.EqualTo(ErrorCode.LockstepInputMismatch));
            Assert.That(failure.Where, Does.Contain("row 0"));
        });
    }

    [Test]
    public void First_and_last_of_every_array_and_lowest_and_highest_bit_are_compared([Values(0, 1, 254, 255)] int at, [Values] bool highest)
    {
        AcsException[] found =
        [
            Find((step, _, position, _, _, _, outputs) => outputs[at] ^= (sbyte)(!Here(step, position) ? 0 : highest ? -128 : 1)),
            Find((step, _, position, _, countsP, _, _) => countsP[at] ^= (ushort)(!Here(step, position) ? 0 : highest ? 0x800 : 1)),
            Find((step, _, position, _, _, countsN, _) => countsN[at] ^= (ushort)(!Here(step, position) ? 0 : highest ? 0x800 : 1)),
            Find((step, _, position, inputs, _, _, _) => inputs[at] ^= (sbyte)(!Here(step, position) ? 0 : highest ? -128 : 1)),
        ];
        ErrorCode[] codes = [ErrorCode.LockstepLdpuMismatch, ErrorCode.LockstepCountMismatch, ErrorCode.LockstepCountMismatch, ErrorCode.LockstepInputMismatch];
        Assert.That(found.Select(failure => failure.Code), Is.EqualTo(codes));
        Assert.That(found.Select(failure => failure.Where), Is.All.Match($"(column|row) {at}\\b"));
    }

    [Test]
    public void Flipped_bit_of_an_ldpu_register_is_located_to_core_and_column() =>
        AssertFlippedRegisterFound(Quickstart.Run(new FlippedRegisterFactory(new BrokenEngineFactory(), core: 0, column: 3), Compact));

    [Test]
    public void Counts_that_the_reference_handed_to_the_rtl_are_not_called_compared()
    {
        RequireRtl();
        ScenarioResult result = Quickstart.Run(DefaultEngineFactory.Instance, "data.count=1");
        Assert.Multiple(() =>
        {
            Assert.That(result.CountsCompared, Is.Zero);
            Assert.That(result.CountsShared, Is.EqualTo(result.Mvms * 512));
            Assert.That(result.LdpuOutputsCompared, Is.EqualTo(result.Mvms * 256));
        });
    }

    [Test]
    public void Flipped_bit_of_an_ldpu_register_is_found_in_rtl()
    {
        RequireRtl();
        AssertFlippedRegisterFound(Quickstart.Run(new FlippedRegisterFactory(DefaultEngineFactory.Instance, core: 0, column: 3), Compact, "data.count=1"));
    }

    [Test]
    public void Mvm_that_is_run_twice_is_found()
    {
        ScenarioResult result = Quickstart.Run(new BrokenEngineFactory { Repeated = mvm => mvm == 100 });
        Assert.That(result.Failure!.Code, Is.EqualTo(ErrorCode.LockstepOrderMismatch));
        Assert.That(result.Failure.Message, Does.Contain("twice"));
    }

    [Test]
    public void Mvm_that_the_reference_did_not_run_is_found()
    {
        ScenarioResult result = Quickstart.Run(new BrokenEngineFactory { Moved = mvm => mvm == 100 });
        Assert.That(result.Failure!.Code, Is.EqualTo(ErrorCode.LockstepOrderMismatch));
        Assert.That(result.Failure.Message, Does.Contain("that the reference did not"));
    }

    [Test]
    public void Wrong_output_tensor_is_found_though_every_mvm_is_equal()
    {
        ScenarioResult result = Quickstart.Run(new BrokenEngineFactory { Output = tensor => tensor[^1] ^= 1 });
        Assert.That(result.Failure!.Code, Is.EqualTo(ErrorCode.LockstepLdpuMismatch));
        Assert.That(result.Failure.Where, Does.Contain("image 0").And.Contains("output element"));
    }

    [Test]
    public void Missing_mvm_is_found()
    {
        ScenarioResult result = Quickstart.Run(new BrokenEngineFactory { Dropped = mvm => mvm == 100 });
        Assert.That(result.Failure!.Code, Is.EqualTo(ErrorCode.LockstepOrderMismatch));
    }

    [Test]
    public void Mismatch_fails_the_run_its_layer_and_its_files()
    {
        using var folder = new TemporaryFolder();
        ScenarioResult result = Quickstart.RunInto(folder.Path, new BrokenEngineFactory((step, _, _, _, _, _, outputs) => outputs[0] ^= (sbyte)(step == Step ? 1 : 0)));
        Assert.Multiple(() =>
        {
            Assert.That(result.Passed, Is.False);
            Assert.That(result.Mismatches, Is.EqualTo(1));
            Assert.That(result.PerLayer[Step].Mismatches, Is.EqualTo(1));
            Assert.That(File.ReadAllText(folder.File("result.json")), Does.Contain("ACS0403"));
            Assert.That(File.ReadAllText(folder.File("run.log")), Does.Contain("ACS0403"));
        });
    }

    private static void AssertFlippedRegisterFound(ScenarioResult result)
    {
        AcsException failure = result.Failure!;
        Assert.Multiple(() =>
        {
            Assert.That(failure.Code, Is.EqualTo(ErrorCode.LockstepLdpuMismatch));
            Assert.That(failure.Where, Does.Contain("core 0, column 3,"));
            Assert.That(result.Passed, Is.False);
        });
    }

    private static void RequireRtl()
    {
        if (new Doctor(ToolLocator.Default).Examine([ToolCatalog.Verilator, ToolCatalog.Compiler]).Any(tool => tool.Tool is null))
        {
            Assert.Ignore("Verilator is not installed; scripts/setup.sh rtl installs it.");
        }
    }

    private static bool Here(int step, int position) => step == Step && position == Position;

    private static AcsException Find(PlantedBug bug)
    {
        ScenarioResult result = Quickstart.Run(new BrokenEngineFactory(bug));
        Assert.That(result.Failure, Is.Not.Null, "the planted bug was not found");
        return result.Failure!;
    }
}
