using System.Text.Json;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>A chip of another grid with other links takes one edit, of <c>register_map.yaml</c>: all RTL, C# and C++ follow by <c>acs generate</c> and a build.</summary>
[TestFixture]
[Category("Nightly")]
public sealed class SecondTopologyTests
{
    private readonly TemporaryFolder _folder = new();
    private Dictionary<string, string?> _environment = [];

    [OneTimeSetUp]
    public void Build()
    {
        CheckoutCopy.Into(_folder.Path, "src", "rtl", "scripts", "testbenches/chip_inference/scenarios", "testbenches/chip_inference/networks");
        File.WriteAllText(Path.Combine(_folder.Path, SecondTopology.File), SecondTopology.Yaml);
        _environment = new() { [Checkout.Variable] = _folder.Path, ["ACS_RTL"] = null };
        ProcessResult generated = AcsProcess.Run(_environment, "generate");
        Assert.That(generated.ExitCode, Is.Zero, generated.Output + generated.Error);

        string project = Path.Combine(_folder.Path, "src", "AnalogCoSim.Cli");
        ProcessResult built = ProcessRunner.Default.Run(new ProcessRequest("dotnet",
            ["build", project, "--configuration", "Release", "--verbosity", "quiet", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", "-nodeReuse:false"])
        {
            WorkingDirectory = _folder.Path,
            Timeout = TimeSpan.FromMinutes(10),
        });
        Assert.That(built.ExitCode, Is.Zero, built.Output);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    // The layouts use the links in their own ways.
    [TestCase("spread", 24)]
    [TestCase("compact", 4)]
    [CancelAfter(600_000)]
    public void Quickstart_has_no_mismatches_on_it(string layout, int images)
    {
        string results = Path.Combine(_folder.Path, "results", layout);
        Acs("run", "--set", $"network.compiler={{ layout: {layout} }}", "--set", $"data.count={images}", "--set", "expect={ mismatches: 0 }", "--out", results);

        Links(results, diagonal: layout == "spread");
    }

    // The flat model is wired by the RTL itself, so the whole way of a packet is RTL; what must come out is what the reference computes.
    [Test]
    [CancelAfter(600_000)]
    public void Flat_model_meets_the_golden_trace_of_the_reference_on_it()
    {
        string golden = Path.Combine(_folder.Path, "reference.npz");
        string results = Path.Combine(_folder.Path, "results", "flat");
        Acs("golden", "--engine", "reference", "--set", "data.count=1", "--output", golden, "--out", Path.Combine(_folder.Path, "results", "golden"));
        Acs("run", "--engine", "rtl-flat", "--set", "data.count=1", "--set", $"expect={{ golden: {golden} }}", "--out", results);

        Links(results, diagonal: true);
    }

    private void Acs(string command, params string[] arguments)
    {
        string program = Path.Combine(_folder.Path, "src", "AnalogCoSim.Cli", "bin", "Release", "net10.0", "acs.dll");
        string scenario = Path.Combine(_folder.Path, "testbenches", "chip_inference", "scenarios", "quickstart.yaml");
        ProcessResult result = AcsProcess.RunProgram(program, _environment, [command, scenario, .. arguments]);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
    }

    // Every link that carried packets is one of this chip; a diagonal one is among them where cores lie apart.
    private static void Links(string results, bool diagonal)
    {
        using JsonDocument result = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "result.json")));
        (int From, string Port, int To)[] links = [.. result.RootElement.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("to").ValueKind == JsonValueKind.Number)
            .Select(link => (link.GetProperty("from").GetInt32(), link.GetProperty("port").GetString()!, link.GetProperty("to").GetInt32()))];
        string[] ports = ["E1", "E2", "S1", "W1", "W2", "N1"];
        Assert.That(links, Is.Not.Empty);
        foreach ((int from, string port, int to) in links)
        {
            Assert.That(to, Is.EqualTo(SecondTopology.Neighbours[from][Array.IndexOf(ports, port)]), $"{from} {port}");
        }

        Assert.That(!diagonal || links.Any(link => link.Port is "E2" or "W2"), "no diagonal link was used");
    }
}
