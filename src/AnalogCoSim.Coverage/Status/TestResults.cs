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

    /// <summary>Reads a results folder: <c>tests/*.trx</c>, and <c>result.json</c> in folders up to three levels down.</summary>
    /// <param name="folder">The folder; one that is not there has no results.</param>
    /// <returns>The results.</returns>
    /// <exception cref="AcsException">DataDamaged: a file is not what it should be.</exception>
    public static TestResults Read(string folder)
    {
        var tests = new Dictionary<string, bool>(StringComparer.Ordinal);
        var scenarios = new Dictionary<string, bool>(StringComparer.Ordinal);
        string trx = Path.Combine(folder, "tests");
        foreach (string file in Directory.Exists(trx) ? Directory.GetFiles(trx, "*.trx").OrderBy(File.GetLastWriteTimeUtc) : Enumerable.Empty<string>())
        {
            // A later run of a test replaces an earlier one.
            foreach (var (name, passed) in ReadTrx(file))
            {
                tests[name] = passed;
            }
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 };
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder, ResultName, options).OrderBy(File.GetLastWriteTimeUtc) : Enumerable.Empty<string>())
        {
            (string name, bool passed) = ReadResult(file);
            scenarios[name] = passed;
        }

        return new TestResults(tests, scenarios);
    }

    /// <summary>Reads one file of <c>dotnet test</c>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>By <c>Class.Method</c>, without namespace and cases.</returns>
    /// <exception cref="AcsException">DataDamaged.</exception>
    public static IReadOnlyDictionary<string, bool> ReadTrx(string path)
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

        Dictionary<string, string> names = document.Descendants().Where(element => element.Name.LocalName == "UnitTest")
            .Select(test => (Id: (string?)test.Attribute("id"), Method: test.Elements().FirstOrDefault(element => element.Name.LocalName == "TestMethod")))
            .Where(test => test.Id is not null && test.Method is not null).DistinctBy(test => test.Id).ToDictionary(test => test.Id!, test => NameOf(test.Method!), StringComparer.Ordinal);
        return document.Descendants().Where(element => element.Name.LocalName == "UnitTestResult")
            .Select(result => (Name: names.GetValueOrDefault((string?)result.Attribute("testId") ?? string.Empty, string.Empty), Outcome: (string?)result.Attribute("outcome") ?? string.Empty))
            .GroupBy(result => result.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.All(result => result.Outcome is "Passed" or "NotExecuted") && group.Any(result => result.Outcome == "Passed"), StringComparer.Ordinal);
    }

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
