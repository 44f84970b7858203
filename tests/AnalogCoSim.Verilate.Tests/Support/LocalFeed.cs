using System.Diagnostics;
using System.Runtime.Versioning;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Verilate.Tests.Support;

/// <summary>The packages of this build in a folder, with programs that note each start of Verilator and the compiler.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class LocalFeed : IDisposable
{
    public static readonly string Root = Checkout.Around(AppContext.BaseDirectory)!;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    public LocalFeed()
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!);
        (int status, string output) = Run(Root, "bash", [Path.Combine(Root, "scripts", "pack.sh"), "--no-build", "--configuration", configuration, Path.Combine(Folder, "feed")]);
        Assert.That(status, Is.Zero, output);
        Version = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();
        foreach ((string name, string variable) in (ReadOnlySpan<(string, string)>)[("verilator", "ACS_VERILATOR"), ("g++", "ACS_CXX")])
        {
            string real = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen ? chosen : name;
            string path = Path.Combine(Folder, name);
            File.WriteAllText(path, $"#!/bin/sh\necho \"{name} $*\" >> '{Folder}/starts'\nexec '{real}' \"$@\"\n".Replace($"'{name}'", name, StringComparison.Ordinal));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Tools[variable] = path;
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("acs-package-").FullName;

    public string Version { get; }

    /// <summary>Starts of the tools since the last call.</summary>
    public string[] TakeStarts()
    {
        string file = Path.Combine(Folder, "starts");
        string[] lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        File.Delete(file);
        return lines;
    }

    public (int Status, string Output) DotNet(string folder, params string[] arguments) => Run(folder, "dotnet", arguments);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Dictionary<string, string> Tools { get; } = [];

    private (int Status, string Output) Run(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string variable, string path) in Tools)
        {
            start.Environment[variable] = path;
        }

        // A build inside of a test run: nothing of the outer one.
        foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.Ordinal) || name is "MSBuildSDKsPath" or "MSBuildExtensionsPath").ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} takes more than {Limit}");
        }

        return (process.ExitCode, errors.Result + output.Result);
    }
}
