using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Coverage.Yaml;

namespace AnalogCoSim.Coverage.Status;

/// <summary>Reads testplans: <c>testbenches/*/testplan.yaml</c>.</summary>
public static class TestplanFile
{
    private const string Name = "testplan.yaml";

    private static readonly InputKind Kind = new("testplan", ErrorCode.DataNotFound, ErrorCode.Testplan, "Correct the file; testbenches/fp16/testplan.yaml is an example.");

    /// <summary>Reads all testplans of a checkout.</summary>
    /// <param name="root">The checkout.</param>
    /// <returns>Testpoints by family.</returns>
    /// <exception cref="AcsException">DataNotFound where there is no testplan; Testplan with line and column.</exception>
    public static IReadOnlyList<Testpoint> ReadAll(string root)
    {
        string benches = Path.Combine(root, "testbenches");
        string[] plans = Directory.Exists(benches) ? [.. Directory.GetDirectories(benches).Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, Name)).Where(File.Exists)] : [];
        if (plans.Length == 0)
        {
            throw new AcsException(ErrorCode.DataNotFound, "There is no testplan.", benches, $"*/{Name}", "none", "name the checkout with --root");
        }

        return [.. plans.SelectMany(plan => Read(plan, Path.GetRelativePath(root, plan).Replace('\\', '/')))];
    }

    /// <summary>Reads one testplan.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">How it is called in results.</param>
    /// <returns>Its testpoints.</returns>
    /// <exception cref="AcsException">As <see cref="ReadAll"/>.</exception>
    public static IReadOnlyList<Testpoint> Read(string path, string shown)
    {
        var document = new YamlDocument(path, Kind);
        YamlMapping root = document.Root().Knows("family", "testpoints");
        string family = root.Text("family");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var points = new List<Testpoint>();
        foreach (YamlMapping one in document.List(root.Get("testpoints")).Select(document.Mapping))
        {
            one.Knows("name", "stage", "desc", "modules", "tests", "scenarios", "testbenches");
            string name = one.Text("name");
            if (!names.Add(name))
            {
                throw one.Error("name", "names that stand once", name);
            }

            points.Add(new Testpoint(shown, family, name, one.Text("stage"), one.Text("desc"), one.Texts("modules"), one.Texts("tests"), [.. one.Texts("scenarios"), .. one.Texts("testbenches")]));
        }

        return points;
    }
}
