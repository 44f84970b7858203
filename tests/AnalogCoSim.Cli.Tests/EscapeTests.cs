using System.Xml.Linq;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>What comes from files, names and arguments never steers the terminal, nor spoils a file that is written.</summary>
[TestFixture]
public sealed class EscapeTests
{
    private const string Images = "{ source: synthetic, count: 2 }";

    // Clears the screen, sets the title, rings, and a control character of one byte that begins a sequence.
    private const string Escape = "a\u001b[2J\u001b]0;x\u0007\u009b31mb";

    // The same, as YAML writes it, with what XML cannot hold.
    private const string InYaml = "a\\x1b[2J\\x1b]0;x\\x07\\x9b31mb\\uFFFE";

    private TemporaryFolder _folder = null!;

    private string Out => Path.Combine(_folder.Path, "out");

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    /// <summary>Asserts that nothing of it steers a terminal.</summary>
    /// <param name="result">What a process wrote.</param>
    internal static void AssertPlain(ProcessResult result) =>
        Assert.That(result.Output + result.Error, Has.None.Matches<char>(c => char.IsControl(c) && c is not ('\n' or '\t')), result.Output + result.Error);

    /// <summary>Asserts the same of the reports and logs in a folder, and that its XML is XML.</summary>
    /// <param name="folder">Result folder of a run or a sweep.</param>
    internal static void AssertPlain(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".html" or ".log" or ".xml" or ".json" or ".jsonl" or ".md" or ".csv")];
        Assert.That(files.Select(Path.GetExtension), Does.Contain(".html"));
        foreach (string file in files)
        {
            Assert.That(File.ReadAllText(file), Has.None.Matches<char>(c => char.IsControl(c) && c is not ('\n' or '\t' or '\r')), file);
        }

        Array.ForEach([.. files.Where(file => file.EndsWith(".xml", StringComparison.Ordinal))], file => Assert.That(() => XDocument.Parse(File.ReadAllText(file)), Throws.Nothing, file));
    }

    [Test]
    public void Texts_of_a_scenario_and_names_of_folders_come_out_plain()
    {
        string text = Scenarios.Minimal(Scenarios.Network, Images) + $"\ndescription: \"{InYaml}\"\ntags: [\"{InYaml}\"]";
        string folder = Path.Combine(_folder.Path, Escape);
        ProcessResult result = AcsProcess.Run("run", _folder.Write("test.yaml", text), "--out", folder);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        AssertPlain(result);
        AssertPlain(folder);
    }

    [Test]
    public void Texts_of_a_sweep_come_out_plain()
    {
        _folder.Write("test.yaml", Scenarios.Minimal(Scenarios.Network, Images));
        string sweep = _folder.Write("small.yaml", $"name: small\ndescription: \"{InYaml}\"\nbase: test.yaml\nvariants:\n  - {{ name: a, label: \"{InYaml}\", group: \"{InYaml}\" }}\n");
        ProcessResult result = AcsProcess.Run("sweep", sweep, "--out", Out);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        AssertPlain(result);
        AssertPlain(Out);
    }

    [TestCase("engine: reference", "engine: \"ESC\"", "ACS0104", TestName = "Wrong_value_comes_out_plain")]
    [TestCase("engine:", "\"ESC\":", "ACS0103", TestName = "Unknown_key_comes_out_plain")]
    [TestCase("{ source: synthetic, count: 2 }", "{ source: npz, root: \"ESC\", count: 2 }", "ACS0301", TestName = "Name_of_a_file_comes_out_plain")]
    public void In_a_scenario(string found, string other, string code)
    {
        string text = Scenarios.Minimal(Scenarios.Network, Images).Replace(found, other.Replace("ESC", InYaml, StringComparison.Ordinal), StringComparison.Ordinal);
        Refused(code, "run", _folder.Write("test.yaml", text), "--out", Out);
    }

    [Test]
    public void Raw_control_characters_of_a_file_come_out_plain() =>
        Refused("ACS0104", "run", _folder.Write("test.yaml", $"name: {Escape}\n"), "--out", Out);

    [Test]
    public void Kind_of_an_onnx_node_comes_out_plain()
    {
        string onnx = Path.Combine(_folder.Path, "odd.onnx");
        File.WriteAllBytes(onnx, OnnxBytes.WithOneNode(Escape));
        Refused("ACS0203", "run", _folder.Write("odd.yaml", Scenarios.Minimal(onnx, Images).Replace("name: test", "name: odd", StringComparison.Ordinal)), "--out", Out);
    }

    [TestCase("ACS0101", "run", Escape)]
    [TestCase("ACS0901", Escape)]
    [TestCase("ACS0901", "run", "--" + Escape)]
    [TestCase("ACS0901", "run", "x.yaml", "--threads", Escape)]
    public void Argument_comes_out_plain(string code, params string[] arguments) => Refused(code, arguments);

    [Test]
    public void Override_comes_out_plain() =>
        Refused("ACS0103", "run", _folder.Write("test.yaml", Scenarios.Minimal(Scenarios.Network, Images)), "--set", Escape + "=1", "--out", Out);

    private static void Refused(string code, params string[] arguments)
    {
        ProcessResult result = AcsProcess.Run(arguments);
        AcsProcess.AssertFails(result, 2, code);
        AssertPlain(result);
        AssertPlain(AcsProcess.Run([.. arguments, "--json"]));
    }
}
