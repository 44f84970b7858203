using AnalogCoSim.Core.Files;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Reporting;
using AnalogCoSim.Report.Coverage;

namespace AnalogCoSim.Cli.Coverage;

/// <summary>The files of a coverage report.</summary>
internal static class CoverageFiles
{
    /// <summary>Name of the page.</summary>
    public const string PageName = "index.html";

    /// <summary>Writes page, lcov, list of holes and annotated sources.</summary>
    public static void Write(string folder, CoverageReport report, SourceTree sources, IReadOnlyList<string> databases)
    {
        FileErrors.Guard(folder, () => Directory.CreateDirectory(folder));
        string repeat = $"acs coverage report {string.Join(' ', databases.Select(database => Path.GetRelativePath(sources.Root, Path.GetFullPath(database))))}";
        AtomicFile.WriteText(Path.Combine(folder, PageName), CoveragePage.Write(report, sources, repeat));
        AtomicFile.WriteText(Path.Combine(folder, "coverage.lcov"), Lcov.Of(report.Code, sources.Root));
        AtomicFile.WriteText(Path.Combine(folder, "holes.txt"), string.Concat(HoleList.Of(report.Holes).Select(name => name + "\n")));
        foreach (AnnotatedSource source in AnnotatedSource.Of(report, sources))
        {
            string path = Path.Combine(folder, "annotated", source.File + ".txt");
            FileErrors.Guard(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
            AtomicFile.WriteText(path, source.ToString());
        }
    }
}
