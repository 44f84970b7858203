using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Coverage.Status;

/// <summary>Results of tests and scenarios that lie in a results folder: whether the last run of each passed.</summary>
/// <param name="Tests">By <c>Class.Method</c>: true where all cases passed and at least one ran.</param>
/// <param name="Scenarios">By name of the scenario.</param>
public sealed record TestResults(IReadOnlyDictionary<string, bool> Tests, IReadOnlyDictionary<string, bool> Scenarios)
{
    private const string ResultName = "result.json";

    private static readonly InputKind Trx = new("test result", ErrorCode.DataNotFound, ErrorCode.DataDamaged, "Run scripts/test.sh again.");

    private static readonly InputKind Result = new("result of a scenario", ErrorCode.DataNotFound, ErrorCode.DataDamaged, "Run the scenario again, or remove its folder.");

    /// <summary>Reads a results folder: <c>*.trx</c> and <c>result.json</c> in folders at most eight levels down, as those of a night are.</summary>
    /// <remarks>The latest result of each case and scenario counts: a night may have run other cases of a test than the day.</remarks>
    /// <param name="folder">The folder; one that is not there has no results.</param>
    /// <returns>The results.</returns>
    /// <exception cref="AcsException">DataDamaged: a file is not what it should be.</exception>
    public static TestResults Read(string folder)
    {
        var cases = new Dictionary<(string Method, string Case), string>();
        foreach (string file in Files(folder, "*.trx"))
        {
            foreach ((string method, string name, string outcome) in ReadCases(file))
            {
                cases[(method, name)] = outcome;
            }
        }

        var scenarios = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (string file in Files(folder, ResultName))
        {
            (string name, bool passed) = ReadResult(file);
            scenarios[name] = passed;
        }

        return new TestResults(ByMethod(cases.Select(one => (one.Key.Method, one.Value))), scenarios);
    }

    /// <summary>Reads one file of <c>dotnet test</c>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>By <c>Class.Method</c>, without namespace and cases.</returns>
    /// <exception cref="AcsException">DataDamaged.</exception>
    public static IReadOnlyDictionary<string, bool> ReadTrx(string path) => ByMethod(ReadCases(path).Select(one => (one.Method, one.Outcome)));

    private static Dictionary<string, bool> ByMethod(IEnumerable<(string Method, string Outcome)> cases) => cases.GroupBy(one => one.Method, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.All(one => one.Outcome is "Passed" or "NotExecuted") && group.Any(one => one.Outcome == "Passed"), StringComparer.Ordinal);

    private static IEnumerable<(string Method, string Case, string Outcome)> ReadCases(string path)
    {
        XDocument document;
        try
        {
            using FileStream file = InputFile.Open(path, Trx);
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            document = XDocument.Load(reader);
        }
        catch (XmlException error)
        {
            throw Trx.DamagedError(FormattableString.Invariant($"{path}:{error.LineNumber}"), "XML as dotnet test writes it", error.Message, error);
        }

        // The class as written tells fixtures with other arguments apart.
        Dictionary<string, (string Method, string Class)> names = document.Descendants().Where(element => element.Name.LocalName == "UnitTest")
            .Select(test => (Id: (string?)test.Attribute("id"), Method: test.Elements().FirstOrDefault(element => element.Name.LocalName == "TestMethod")))
            .Where(test => test.Id is not null && test.Method is not null).DistinctBy(test => test.Id)
            .ToDictionary(test => test.Id!, test => (NameOf(test.Method!), (string?)test.Method!.Attribute("className") ?? string.Empty), StringComparer.Ordinal);
        return document.Descendants().Where(element => element.Name.LocalName == "UnitTestResult")
            .Select(result => (
                Of: names.GetValueOrDefault((string?)result.Attribute("testId") ?? string.Empty, (Method: string.Empty, Class: string.Empty)),
                Name: (string?)result.Attribute("testName"), Outcome: (string?)result.Attribute("outcome") ?? string.Empty))
            .Select(result => (result.Of.Method, $"{result.Of.Class} {result.Name}", result.Outcome));
    }

    // Oldest first, so that a later run replaces an earlier one.
    private static IEnumerable<string> Files(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8 }).OrderBy(File.GetLastWriteTimeUtc)
        : [];

    private static string NameOf(XElement method)
    {
        string type = ((string?)method.Attribute("className") ?? string.Empty).Split(',')[0];
        string name = ((string?)method.Attribute("name") ?? string.Empty).Split('(')[0];
        // Fixtures with arguments have them behind the name of the class.
        string plain = type.Split('(')[0];
        return $"{plain[(plain.LastIndexOf('.') + 1)..]}.{name[(name.LastIndexOf('.') + 1)..]}";
    }

    private static (string Name, bool Passed) ReadResult(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(InputFile.ReadText(path, Result));
            JsonElement root = document.RootElement;
            string name = root.GetProperty("scenario").GetString() ?? throw Result.DamagedError(path, "the name of a scenario", "none");
            return (name, root.GetProperty("passed").GetBoolean());
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Result.DamagedError(path, "JSON as acs run writes it", wrong.Message, wrong);
        }
    }
}
