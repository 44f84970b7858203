using System.Text.Json;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Starts the built <c>acs</c> as users do: as a process.</summary>
internal static class AcsProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // Nights run all tests with another Verilator.
    private static readonly string[] Chosen = ["ACS_VERILATOR", "ACS_CXX", "ACS_MAKE", "ACS_YOSYS", "ACS_DWEBP"];

    /// <summary>The checkout under test.</summary>
    public static string Root { get; } = Checkout.Root ?? throw new InvalidOperationException("The tests run outside a checkout.");

    public static ProcessResult Run(params string[] arguments) => Run(new Dictionary<string, string?>(), arguments);

    public static ProcessResult Run(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        RunProgram(Path.Combine(TestContext.CurrentContext.TestDirectory, "acs.dll"), environment, arguments);

    /// <summary>Runs another copy of <c>acs.dll</c> than the one that was built.</summary>
    public static ProcessResult RunProgram(string program, params string[] arguments) => RunProgram(program, new Dictionary<string, string?>(), arguments);

    /// <summary>A copy of the program that was built, outside of any checkout; a test may change it.</summary>
    /// <returns>Its <c>acs.dll</c>.</returns>
    public static string CopyOfProgram(TemporaryFolder folder)
    {
        string copy = Directory.CreateDirectory(Path.Combine(folder.Path, "program")).FullName;
        foreach (string file in Directory.EnumerateFiles(TestContext.CurrentContext.TestDirectory))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return Path.Combine(copy, "acs.dll");
    }

    public static ProcessResult RunProgram(string program, IReadOnlyDictionary<string, string?> environment, string[] arguments)
    {
        return ProcessRunner.Default.Run(new ProcessRequest(Dotnet, [program, .. arguments])
        {
            WorkingDirectory = Root,
            Environment = environment,
            Timeout = Limit,
        });
    }

    /// <summary>Runs under a limit of the shell, e.g. <c>-n 40</c> for the number of open files.</summary>
    public static ProcessResult RunLimited(string limit, params string[] arguments)
    {
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "acs.dll");
        string line = $"ulimit {limit}; exec \"$0\" \"$@\"";
        return ProcessRunner.Default.Run(new ProcessRequest("bash", ["-c", line, Dotnet, program, .. arguments])
        {
            WorkingDirectory = Root,
            // The double mapping of compiled code is a file too, and would not fit.
            Environment = new Dictionary<string, string?> { ["DOTNET_EnableWriteXorExecute"] = "0" },
            Timeout = Limit,
        });
    }

    /// <summary>An environment in which only the named programs are found: a PATH of their own, and no variable that chooses others.</summary>
    public static Dictionary<string, string?> Only(TemporaryFolder folder, params string[] programs)
    {
        foreach (string program in programs)
        {
            string? found = Toolchain.Programs.ExecutablePath.Find(program);
            if (found is not null)
            {
                File.CreateSymbolicLink(Path.Combine(folder.Path, program), found);
            }
        }

        var environment = new Dictionary<string, string?>(Chosen.Select(variable => KeyValuePair.Create(variable, (string?)null)));
        environment["PATH"] = folder.Path;
        return environment;
    }

    public static JsonElement SingleJsonObject(ProcessResult result)
    {
        using JsonDocument document = JsonDocument.Parse(result.Output);
        Assert.That(document.RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object), result.Output);
        return document.RootElement.Clone();
    }

    /// <summary>Asserts exit code and error code, and that no stack trace reached the user.</summary>
    public static void AssertFails(ProcessResult result, int exitCode, string errorCode)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Output + result.Error);
            Assert.That(result.Error, Does.Contain(errorCode + " "));
            Assert.That(result.Output + result.Error, Does.Not.Contain("   at "), "a stack trace reached the user");
        }
    }

    /// <summary>The .NET host.</summary>
    public static string Dotnet => Toolchain.Programs.ExecutablePath.Find("dotnet") ?? Environment.ProcessPath!;
}
