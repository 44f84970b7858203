using System.CommandLine;
using System.Text.Json;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Commands;
using AnalogCoSim.Core.Errors;
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
    public void Every_option_that_takes_a_number_or_a_word_of_a_list_says_which()
    {
        RootCommand root = AcsCommandLine.CreateRoot();
        int seen = 0;
        foreach ((string[] words, Command command) in Leaves([], root))
        {
            foreach (Option option in command.Options.Where(option => (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) is { IsPrimitive: true } or { IsEnum: true } && option.ValueType != typeof(bool)))
            {
                foreach (string value in (string[])["x", "-1x", "1e999", "", .. Refused(option)])
                {
                    ParseResult parsed = root.Parse([.. words, .. command.Arguments.Select(_ => "a"), option.Name, value]);
                    var error = Assert.Throws<AcsException>(() => CommandLineErrors.ThrowIfAny(parsed), $"{string.Join(' ', words)} {option.Name} {value}")!;
                    Assert.That(error.Render(), Does.Not.Contain("System.").And.Contain($"The value of {option.Name} is wrong."));
                    Assert.That(error.Expected, Does.Match(@"^one of: \w|^(an integer|a finite number)(, 0 or larger|, at least \d+| from [\d.]+ to \d+)?$"));
                    Assert.That((error.Code, error.Actual), Is.EqualTo((ErrorCode.CommandLine, value)));
                    seen++;
                }
            }
        }

        Assert.That(seen, Is.GreaterThan(60));
    }

    [TestCase("--seed", "-1", "an integer, 0 or larger")]
    [TestCase("--seed", "1.5", "an integer, 0 or larger")]
    [TestCase("--seed", "18446744073709551616", "an integer, 0 or larger")]
    [TestCase("--threads", "2147483648", "an integer")]
    public void Wrong_number_is_told_in_words(string option, string value, string expected)
    {
        ProcessResult result = AcsProcess.Run("run", "quickstart.yaml", option, value);
        AcsProcess.AssertFails(result, 2, "ACS0901");
        Assert.That(result.Error, Does.Contain($"expected: {expected}\n").And.Contain($"actual:   {value}\n").And.Contain($"acs run {option} {value}"));
    }

    [TestCase("--std", "0")]
    [TestCase("--std", "63,Infinity,66")]
    [TestCase("--std", "-1")]
    [TestCase("--mean", "nan")]
    public void Mean_and_deviation_out_of_their_range_are_refused_before_anything_is_read(string option, string value)
    {
        ProcessResult result = AcsProcess.Run("compile", "none.onnx", "--out", "none", option, value);
        AcsProcess.AssertFails(result, 2, "ACS0901");
        Assert.That(result.Error, Does.Contain($"The input's {(option == "--std" ? "Std" : "Mean")} is out of range.").And.Match(@"expected: \S+ to 1000000"));
    }

    [TestCase("--set data.count=1 and --set data.count=2", "--set", "data.count=1", "--set", "data.count=2")]
    [TestCase("--set seed=1 and --seed 2", "--set", "seed=1", "--seed", "2")]
    [TestCase("--set threads=1 and --threads 2", "--threads", "2", "--set", "threads=1")]
    public void Two_settings_of_one_key_are_refused(string where, params string[] options)
    {
        string scenario = Path.Combine(AcsProcess.Root, "testbenches", "chip_inference", "scenarios", "quickstart.yaml");
        foreach (string command in (string[])["run", "golden"])
        {
            ProcessResult result = AcsProcess.Run([command, scenario, .. options]);
            AcsProcess.AssertFails(result, 2, "ACS0901");
            Assert.That(result.Error, Does.Contain(where));
        }
    }

    private static string[] Refused(Option option) =>
        (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) == typeof(ulong) || option.Name is "--images" or "--repetitions" or "--clocks" or "--share" or "--calibration-count"
            ? ["-1"]
            : [];

    private static IEnumerable<(string[] Words, Command Command)> Leaves(string[] words, Command command) =>
        command.Subcommands.Count == 0 ? [(words, command)] : command.Subcommands.SelectMany(sub => Leaves([.. words, sub.Name], sub));

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
