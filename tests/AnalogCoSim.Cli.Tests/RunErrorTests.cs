using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Everything a user can do wrong ends in a coded error with the right exit code, never in a stack trace.</summary>
[TestFixture]
public sealed class RunErrorTests
{
    private const string SyntheticImages = "{ source: synthetic, count: 2 }";

    [Test]
    public void Wrong_yaml_key_is_located_and_exits_2()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("wrong.yaml", Scenarios.Minimal(Scenarios.Network, SyntheticImages).Replace("engine:", "engin:", StringComparison.Ordinal));
        ProcessResult result = AcsProcess.Run("run", path, "--out", Path.Combine(folder.Path, "out"));
        AcsProcess.AssertFails(result, 2, "ACS0103");
        Assert.That(result.Error, Does.Contain("wrong.yaml:7").And.Contain("engine"));
    }

    [Test]
    public void Missing_scenario_exits_2()
    {
        AcsProcess.AssertFails(AcsProcess.Run("run", "does-not-exist.yaml"), 2, "ACS0101");
    }

    [Test]
    public void Truncated_npz_exits_2()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x00, 0x00, 0x00, 0x00];
        string npz = Path.Combine(folder.Path, "images.npz");
        File.WriteAllBytes(npz, bytes);
        string path = folder.Write("npz.yaml", Scenarios.Minimal(Scenarios.Network, $"{{ source: npz, root: {npz}, count: 2 }}"));
        AcsProcess.AssertFails(AcsProcess.Run("run", path, "--out", Path.Combine(folder.Path, "out")), 2, "ACS0302");
    }

    [Test]
    public void Unsupported_onnx_node_is_named_and_exits_2()
    {
        using var folder = new TemporaryFolder();
        string onnx = Path.Combine(folder.Path, "odd.onnx");
        File.WriteAllBytes(onnx, OnnxBytes.WithOneNode("NonMaxSuppression"));
        string path = folder.Write("odd.yaml", Scenarios.Minimal(onnx, SyntheticImages));
        ProcessResult result = AcsProcess.Run("run", path, "--out", Path.Combine(folder.Path, "out"));
        AcsProcess.AssertFails(result, 2, "ACS0203");
        Assert.That(result.Error, Does.Contain("NonMaxSuppression"));
    }

    [Test]
    public void Missing_data_folder_exits_2()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: cifar10, count: 2 }"));
        string nowhere = Path.Combine(folder.Path, "nowhere");
        AcsProcess.AssertFails(AcsProcess.Run("run", path, "--data", nowhere, "--out", Path.Combine(folder.Path, "out")), 2, "ACS0301");
    }

    [Test]
    public void Missing_verilator_exits_3_with_the_command_that_installs_it()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string?> environment = AcsProcess.Only(folder, "g++", "make");
        string path = folder.Write("rtl.yaml", Scenarios.Minimal(Scenarios.Network, SyntheticImages));
        ProcessResult result = AcsProcess.Run(environment, "run", path, "--engine", "rtl", "--out", Path.Combine(folder.Path, "out"));
        AcsProcess.AssertFails(result, 3, "ACS0501");
        Assert.That(result.Error, Does.Contain("apt-get install -y verilator"));
    }

    [Test]
    public void Run_that_calibrates_on_its_own_images_says_so_at_the_terminal()
    {
        using var folder = new TemporaryFolder();
        string own = SyntheticImages + "\ncalibration: { source: synthetic, split: test, count: 16 }";
        string path = folder.Write("own.yaml", Scenarios.Minimal(Scenarios.Network, own));
        ProcessResult result = AcsProcess.Run("run", path, "--out", Path.Combine(folder.Path, "out"));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("notice:  test: Images that are classified also set the INT8 scales"));
        string sweep = folder.Write("sweep.yaml", "name: small\nbase: own.yaml\nvariants:\n  - { name: a }\n");
        Assert.That(AcsProcess.Run("sweep", sweep, "--out", Path.Combine(folder.Path, "swept")).Output, Does.Contain("Images that are classified also set the INT8 scales"));
    }

    [Test]
    public void Run_error_with_json_is_one_object_on_stdout()
    {
        ProcessResult result = AcsProcess.Run("run", "does-not-exist.yaml", "--json");
        Assert.That(AcsProcess.SingleJsonObject(result).GetProperty("exitCode").GetInt32(), Is.EqualTo(2));
    }
}
