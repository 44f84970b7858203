using System.Text.RegularExpressions;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Yaml.Text;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace AnalogCoSim.Bench.Tests.Scenarios;

[TestFixture]
public sealed partial class TestplanTests
{
    private static IEnumerable<string> Plans => Directory
        .EnumerateFiles(Repository.PathOf("testbenches"), "testplan.yaml", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

    // Class.Method of every test project; a class lies in a file of its name.
    private static readonly Lazy<HashSet<string>> Tests = new(() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(method => $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups[1].Value}")),
    ]);

    [TestCaseSource(nameof(Plans))]
    public void Testpoints_name_what_exists(string path)
    {
        Plan plan = Load(path);
        string folder = Path.GetDirectoryName(Repository.PathOf(path))!;
        string[] missing =
        [
            .. plan.Testpoints.SelectMany(point => point.Tests).Except(Tests.Value),
            .. plan.Testpoints.SelectMany(point => point.Scenarios).Where(name => !File.Exists(Path.Combine(folder, "scenarios", name + ".yaml"))),
            .. plan.Testpoints.Where(point => point.Tests.Count + point.Scenarios.Count == 0).Select(point => $"{point.Name} has no test"),
        ];
        Assert.That(missing, Is.Empty);
    }

    [TestCaseSource(nameof(Plans))]
    public void Every_scenario_has_a_testpoint(string path)
    {
        string folder = Path.Combine(Path.GetDirectoryName(Repository.PathOf(path))!, "scenarios");
        IEnumerable<string> scenarios = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!) : [];
        Assert.That(scenarios.Except(Load(path).Testpoints.SelectMany(point => point.Scenarios)), Is.Empty);
    }

    [Test]
    public void Every_module_of_the_rtl_belongs_to_one_family()
    {
        IEnumerable<string> modules = Directory.EnumerateFiles(Repository.PathOf("rtl"), "*.sv", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(module => !module.EndsWith("_pkg", StringComparison.Ordinal));
        Assert.That(Plans.SelectMany(path => Load(path).Testpoints).SelectMany(point => point.Modules), Is.EquivalentTo(modules));
    }

    [GeneratedRegex(@"\[(?:Test|TestCase|TestCaseSource|Explicit|Property)\b[^\n]*\n(?:[^\n]*\n)*?\s*public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex Method();

    private static Plan Load(string path)
    {
        string text = File.ReadAllText(Repository.PathOf(path));
        StrictYaml.Check(text);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<Plan>(text);
    }

    private sealed class Plan
    {
        public string Family { get; set; } = string.Empty;

        public List<Testpoint> Testpoints { get; set; } = [];
    }

    private sealed class Testpoint
    {
        public string Name { get; set; } = string.Empty;

        public string Stage { get; set; } = string.Empty;

        public string Desc { get; set; } = string.Empty;

        public List<string> Modules { get; set; } = [];

        public List<string> Scenarios { get; set; } = [];

        public List<string> Tests { get; set; } = [];
    }
}
