using AnalogCoSim.Cli.Commands;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Cli.Tests;

/// <summary>A file of another kind than a command takes is told as what it is, with what to call.</summary>
[TestFixture]
public sealed class OtherFilesTests
{
    private static readonly string Bench = Path.Combine(AcsProcess.Root, "testbenches", "chip_inference");

    [TestCase("scenarios/quickstart.yaml", "a scenario", "scripts/acs run testbenches/chip_inference/scenarios/quickstart.yaml runs it")]
    [TestCase("sweeps/cifar10-accuracy.yaml", "a sweep", "scripts/acs sweep testbenches/chip_inference/sweeps/cifar10-accuracy.yaml runs it")]
    [TestCase("testplan.yaml", "a YAML file", "Give the ONNX file of a network.")]
    public void Yaml_given_as_a_network_is_told_as_what_it_is(string file, string what, string call)
    {
        var error = Assert.Throws<AcsException>(() => OtherFiles.RefuseAsNetwork(Path.Combine(Bench, file)))!;
        Assert.That((error.Code, error.Message), Is.EqualTo((ErrorCode.NetworkUnreadable, $"The file is {what}, not a network.")));
        Assert.That(error.Remedy, Does.StartWith(call));
    }

    [Test]
    public void Compiled_program_given_as_a_network_is_told_as_what_it_is()
    {
        using var folder = new TemporaryFolder();
        string program = folder.Write("program.yaml", "format: 2\nname: x\ntensors:\n  - a\n");
        Assert.That(Assert.Throws<AcsException>(() => OtherFiles.RefuseAsNetwork(program))!.Remedy, Does.StartWith("Name it under network.program"));
    }

    [TestCase("networks/quickstart.onnx")]
    [TestCase("nowhere.yaml")]
    [TestCase("scenarios")]
    public void All_else_is_for_the_importer_to_judge(string file) => Assert.DoesNotThrow(() => OtherFiles.RefuseAsNetwork(Path.Combine(Bench, file)));

    [Test]
    public void Compile_refuses_a_scenario()
    {
        using var folder = new TemporaryFolder();
        AcsProcess.AssertFails(AcsProcess.Run("compile", Path.Combine(Bench, "scenarios", "quickstart.yaml"), "--out", Path.Combine(folder.Path, "out")), 2, "ACS0202");
    }
}
