using System.Text.Json;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

[TestFixture]
public sealed class DoctorTests
{
    [Test]
    public void Missing_verilator_is_named_with_its_remedy_and_exit_code_3()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string?> environment = AcsProcess.Only(folder, "g++", "make");
        ProcessResult result = AcsProcess.Run(environment, "doctor");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(3));
            Assert.That(result.Output, Does.Contain("verilator is not installed").And.Contain("apt-get install -y verilator"));
        }
    }

    [Test]
    public void Doctor_with_json_lists_every_check()
    {
        JsonElement json = AcsProcess.SingleJsonObject(AcsProcess.Run("doctor", "--json"));
        string[] names = [.. json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()!)];
        Assert.That(names, Is.SupersetOf(["verilator", "g++", "yosys", "chart library"]));
    }
}
