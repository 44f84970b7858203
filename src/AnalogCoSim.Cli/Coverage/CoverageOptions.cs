using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Database;
using AnalogCoSim.Coverage.Reporting;

namespace AnalogCoSim.Cli.Coverage;

/// <summary>Arguments that the commands of coverage share.</summary>
internal static class CoverageOptions
{
    /// <summary>The databases.</summary>
    public static Argument<string[]> Databases { get; } = new("DATABASE") { Description = "Coverage databases; several are merged.", Arity = ArgumentArity.OneOrMore };

    /// <summary><c>--waivers</c>.</summary>
    public static Option<string?> Waivers { get; } = new("--waivers") { Description = "Waivers (default: rtl/coverage-waivers.yaml of the checkout, if it is there); none for no waivers.", HelpName = "FILE" };

    /// <summary><c>--root</c>.</summary>
    public static Option<string?> Root { get; } = new("--root") { Description = "Folder that holds rtl/ (default: the checkout).", HelpName = "DIR" };

    /// <summary><c>--folder</c>.</summary>
    public static Option<string[]> Folders { get; } = new("--folder") { Description = "Only this folder of the RTL or cover group; may be repeated.", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };

    /// <summary><c>--require</c>.</summary>
    public static Option<string?> Require { get; } = new("--require") { Description = "Smallest shares in %, such as line=100,toggle=95,branch=90,bin=100; one that is missed, and a stale waiver, is exit code 1.", HelpName = "KIND=N,.." };

    /// <summary>The sources.</summary>
    public static SourceTree Sources(CliSession session) => new(Path.GetFullPath(session.Get(Root) ?? ProjectFolder.Root));

    /// <summary>Reads databases and waivers and joins them.</summary>
    public static CoverageReport Report(CliSession session, IReadOnlyList<string> databases)
    {
        SourceTree sources = Sources(session);
        CoverageReport report = CoverageReport.Of(Runs(databases), sources, ReadWaivers(session, sources));
        string[] folders = session.Get(Folders) ?? [];
        if (folders.Length == 0)
        {
            return report;
        }

        string[] known = [.. report.Items.Select(item => item.Folder).Distinct().Order(StringComparer.Ordinal)];
        string? unknown = folders.FirstOrDefault(folder => !known.Contains(folder));
        return unknown is null
            ? report with { Items = [.. report.Items.Where(item => folders.Contains(item.Folder))] }
            : throw new AcsException(ErrorCode.CommandLine, "Nothing was counted in this folder.", Folders.Name, string.Join(", ", known), unknown);
    }

    /// <summary>Runs of several databases, each once.</summary>
    public static IReadOnlyList<CoverageRun> Runs(IReadOnlyList<string> databases)
    {
        var runs = new Dictionary<string, CoverageRun>(StringComparer.Ordinal);
        foreach (string path in databases)
        {
            using CoverageDatabase database = CoverageDatabase.Open(path);
            foreach (CoverageRun run in database.Runs())
            {
                runs.TryAdd(run.Id, run);
            }
        }

        return [.. runs.Values];
    }

    /// <summary>What <c>--require</c> asks for.</summary>
    public static IReadOnlyDictionary<ItemKind, double> Required(CliSession session)
    {
        var required = new Dictionary<ItemKind, double>();
        foreach (string part in (session.Get(Require) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = part.Split('=');
            if (words.Length != 2 || !Enum.TryParse(words[0], ignoreCase: true, out ItemKind kind) || !Enum.IsDefined(kind) || char.IsDigit(words[0][0])
                || !double.TryParse(words[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) || share > 100 || !required.TryAdd(kind, share))
            {
                throw new AcsException(ErrorCode.CommandLine, "A share that is required cannot be read.", Require.Name, "line, branch, toggle or bin, each once, with 0 to 100: line=100,toggle=95", part);
            }
        }

        return required;
    }

    private static IReadOnlyList<Waiver> ReadWaivers(CliSession session, SourceTree sources)
    {
        string? given = session.Get(Waivers);
        string usual = Path.Combine(sources.Root, "rtl", "coverage-waivers.yaml");
        return given == "none" || (given is null && !File.Exists(usual)) ? [] : WaiverFile.Read(given ?? usual);
    }
}
