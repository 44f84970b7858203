using System.Text.Json;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Each study writes CSV, npz and a page, and names its arrays in its help.</summary>
[TestFixture]
public sealed class AnalogStudyTests
{
    [TestCase("characterise", "meanLevels", 400, 500)]
    [TestCase("program", "largestSigmaOverGmax", 0.05, 0.056)]
    [TestCase("program", "largestSigmaOverGmax", 0.034, 0.038, "--passes", "3")]
    [TestCase("drift", "errorAfterDay", 0.135, 0.147)]
    [TestCase("mvm", "meanEffectiveWeightBits", 3, 4, "--cores", "2")]
    public void Study_writes_what_its_help_says(string study, string figure, double low, double high, params string[] more)
    {
        using var folder = new TemporaryFolder();
        ProcessResult result = AcsProcess.Run(["analog", study, "--out", folder.Path, "--json", .. more]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        JsonElement json = AcsProcess.SingleJsonObject(result);
        JsonElement files = json.GetProperty("files");
        string help = AcsProcess.Run("analog", study, "--help").Output;
        IReadOnlyDictionary<string, NpyArray> arrays = NpzArchive.Read(files.GetProperty("npz").GetString()!);
        string page = File.ReadAllText(files.GetProperty("report").GetString()!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("figures").GetProperty(figure).GetDouble(), Is.InRange(low, high));
            Assert.That(arrays, Has.Count.GreaterThan(6));
            Assert.That(arrays.Keys.Where(name => !help.Contains(name + " (", StringComparison.Ordinal)), Is.Empty, help);
            Assert.That(arrays.Values.Select(array => array.Shape.Aggregate(1, (product, n) => product * n)), Is.EqualTo(arrays.Values.Select(array => array.Data.Length)));
            Assert.That(page, Does.Contain("default-src 'none'").And.Match("<table[ >]").And.Contain($"acs analog {study}"));
            Assert.That(page, Does.Not.Match("(src|href)\\s*=\\s*[\"']?https?:"));
        }

        string[] csv = File.ReadAllLines(files.GetProperty("csv").GetString()!);
        Assert.That(csv.Select(line => line.Split(',').Length).Distinct().Count(), Is.EqualTo(1), "every line has as many fields as the header");
    }

    [Test]
    public void Characterise_holds_the_largest_inl_against_the_published_bound_and_says_that_it_is_missed()
    {
        ProcessResult result = AcsProcess.Run("analog", "characterise");
        Assert.That(result.Output, Does.Match(@"Largest INL: 1\.970 LSB \(✗ missed: published within 1 LSB, [1-9]\d* of 512 paths are beyond\)"));
        Assert.That(result.Output, Does.Not.Contain("Mean of the largest"));
    }

    [Test]
    public void Equal_seeds_give_equal_files_and_other_seeds_others()
    {
        using var folder = new TemporaryFolder();
        byte[] Npz(string name, string seed)
        {
            string into = Path.Combine(folder.Path, name);
            Assert.That(AcsProcess.Run("analog", "drift", "--out", into, "--seed", seed).ExitCode, Is.Zero);
            return File.ReadAllBytes(Path.Combine(into, "drift.npz"));
        }

        byte[] first = Npz("a", "7");
        Assert.That(Npz("b", "7"), Is.EqualTo(first));
        Assert.That(Npz("c", "8"), Is.Not.EqualTo(first));
    }

    [TestCase("mvm", "--read-voltage", "5")]
    [TestCase("mvm", "--cores", "65")]
    [TestCase("drift", "--gmax", "1000")]
    [TestCase("program", "--passes", "17")]
    [TestCase("characterise", "--core", "64")]
    public void Parameter_out_of_range_is_refused(string study, string option, string value) =>
        AcsProcess.AssertFails(AcsProcess.Run("analog", study, option, value), 2, "ACS0701");

    [Test]
    public void Result_folder_that_is_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        AcsProcess.AssertFails(AcsProcess.Run("analog", "characterise", "--out", folder.Write("file", "x")), 2, "ACS0902");
    }
}
