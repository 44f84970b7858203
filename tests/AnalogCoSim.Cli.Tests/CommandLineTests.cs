using System.Text.Json;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

[TestFixture]
public sealed class CommandLineTests
{
    [Test]
    public void Acs_without_arguments_shows_the_help_and_succeeds()
    {
        ProcessResult result = AcsProcess.Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.Output, Does.Contain("acs doctor").And.Contain("Exit codes:"));
        }
    }

    [Test]
    public void Unknown_command_is_refused_with_the_nearest_one()
    {
        ProcessResult result = AcsProcess.Run("docter");
        AcsProcess.AssertFails(result, 2, "ACS0901");
        Assert.That(result.Error, Does.Contain("'doctor'"));
    }

    [Test]
    public void Unknown_option_is_refused_with_the_nearest_one()
    {
        ProcessResult result = AcsProcess.Run("version", "--jsno");
        AcsProcess.AssertFails(result, 2, "ACS0901");
        Assert.That(result.Error, Does.Contain("'--json'"));
    }

    [Test]
    public void Error_with_json_is_one_object_on_stdout()
    {
        JsonElement json = AcsProcess.SingleJsonObject(AcsProcess.Run("docter", "--json"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("exitCode").GetInt32(), Is.EqualTo(2));
            Assert.That(json.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("ACS0901"));
        }
    }

    [Test]
    public void Version_with_json_is_one_object()
    {
        ProcessResult result = AcsProcess.Run("version", "--json");
        Assert.That(AcsProcess.SingleJsonObject(result).GetProperty("version").GetString(), Does.Match(@"^\d+\.\d+\.\d+(-[0-9a-z.]+)?$"));
    }

    [Test]
    public void Version_as_option_and_as_command_are_one()
    {
        string option = AcsProcess.Run("--version").Output.Trim();
        Assert.That(option.Split('+')[0], Is.EqualTo(AcsProcess.SingleJsonObject(AcsProcess.Run("version", "--json")).GetProperty("version").GetString()));
    }

    [Test]
    public void Every_command_has_help_with_an_example()
    {
        string[] commands = [.. Commands.AcsCommandLine.CreateRoot().Subcommands.Select(command => command.Name)];
        using (Assert.EnterMultipleScope())
        {
            foreach (string command in commands)
            {
                ProcessResult result = AcsProcess.Run(command, "--help");
                Assert.That(result.ExitCode, Is.Zero, command);
                Assert.That(result.Output, Does.Contain("Example"), command);
            }
        }
    }
}
