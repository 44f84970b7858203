using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Report;

namespace AnalogCoSim.Cli.Commands;

/// <summary>The options by which a scenario is changed from the command line; <c>run</c> and <c>golden</c> share them.</summary>
internal static class ScenarioOptions
{
    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Sets a key of the scenario, e.g. --set analog.devices=one-device; may be repeated.",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Seed of all noise.", HelpName = "N" };

    private static readonly Option<string?> Engine = new("--engine") { Description = "reference, rtl, rtl-flat or lockstep.", HelpName = "ENGINE" };

    private static readonly Option<int?> Threads = new("--threads") { Description = "Engine instances at once; 0 is one for each processor. Results do not depend on it.", HelpName = "N" };

    private static readonly Option<string?> Out = new("--out") { Description = "Result folder (default: results/NAME in the checkout).", HelpName = "DIR" };

    private static readonly Option<bool> Resume = new("--resume") { Description = "Takes over what an interrupted run left in the result folder." };

    private static readonly Option<string?> Data = new("--data") { Description = "Folder of the data sets (default: $ACS_DATA).", HelpName = "DIR" };

    private static readonly Option<string?> Models = new("--models") { Description = "Folder of the networks (default: $ACS_MODELS).", HelpName = "DIR" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public static void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Set, Seed, Engine, Threads, Out, Resume, Data, Models])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Adds the options that a sweep shares with single runs to a command.</summary>
    /// <param name="command">The command.</param>
    public static void AddToSweep(Command command)
    {
        foreach (Option option in (Option[])[Set, Out, Resume, Data, Models])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was given by <c>--set</c>.</summary>
    /// <param name="session">The invocation.</param>
    /// <returns>Arguments <c>key=value</c>.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0901 where one takes back what another one sets.</exception>
    public static IReadOnlyList<string> Settings(CliSession session)
    {
        string[] settings = session.Get(Set) ?? [];
        OverrideKeys.RefuseLost([.. settings.Select(Words)]);
        return settings;
    }

    /// <summary>What <c>--resume</c> asks for.</summary>
    /// <param name="session">The invocation.</param>
    /// <returns>Whether an interrupted run is gone on with.</returns>
    public static bool Resumes(CliSession session) => session.Get(Resume);

    /// <summary>The folder that <c>--out</c> names, or else the usual one.</summary>
    /// <param name="session">The invocation.</param>
    /// <param name="name">Name of the scenario or sweep.</param>
    /// <returns>Absolute path.</returns>
    public static string Folder(CliSession session, string name) => OutFolder(session) ?? Bench.Running.RunOptions.UsualFolder(name);

    /// <summary>All changes of the scenario as <c>key=value</c>.</summary>
    /// <param name="session">The invocation.</param>
    /// <returns>What was given by <c>--set</c>, then the options that are short forms of it.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0901 where one takes back what another one sets.</exception>
    public static IReadOnlyList<string> Overrides(CliSession session)
    {
        List<(string Argument, string Words)> given = [.. (session.Get(Set) ?? []).Select(Words)];
        Add(Seed, "seed", session.Get(Seed)?.ToString(CultureInfo.InvariantCulture));
        Add(Engine, "engine", session.Get(Engine));
        Add(Threads, "threads", session.Get(Threads)?.ToString(CultureInfo.InvariantCulture));
        OverrideKeys.RefuseLost(given);
        return [.. given.Select(one => one.Argument)];

        void Add(Option option, string key, string? value)
        {
            if (value is not null)
            {
                given.Add(($"{key}={value}", $"{option.Name} {value}"));
            }
        }
    }

    /// <summary>Where data and networks lie.</summary>
    /// <param name="session">The invocation.</param>
    /// <returns>The folders.</returns>
    public static DataRoots Roots(CliSession session) => new(Full(session.Get(Data), Data), Full(session.Get(Models), Models));

    /// <summary>The result folder of one of the scenarios of a command.</summary>
    /// <param name="session">The invocation.</param>
    /// <param name="name">Name of the scenario.</param>
    /// <param name="several">Whether more scenarios run: each then gets a folder of its own below <c>--out</c>.</param>
    /// <returns>Absolute path.</returns>
    public static string Folder(CliSession session, string name, bool several) =>
        several && OutFolder(session) is { } given ? Path.Combine(given, name) : Folder(session, name);

    /// <summary>Everything a run needs besides its scenario.</summary>
    /// <param name="session">The invocation.</param>
    /// <param name="file">File of the scenario.</param>
    /// <param name="overrides">From <see cref="Overrides"/>.</param>
    /// <param name="folder">Result folder.</param>
    /// <returns>The options.</returns>
    public static RunOptions RunOptions(CliSession session, string file, IReadOnlyList<string> overrides, string folder) => new()
    {
        ScenarioPath = Path.GetFullPath(file),
        Overrides = overrides,
        Roots = Roots(session),
        ResultFolder = folder,
        Resume = session.Get(Resume),
        Writers = [new HtmlReport(), new JUnitReport()],
    };

    private static (string Argument, string Words) Words(string argument) => (argument, $"{Set.Name} {argument}");

    private static string? OutFolder(CliSession session) => session.Get(Out) is { } path ? FileErrors.Full(path, Out.Name) : null;

    private static string? Full(string? path, Option option) => path is null ? null : FileErrors.Full(path, option.Name);
}
