using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Fuzz;

namespace AnalogCoSim.Bench.Tests.Data;

/// <summary>Damaged files that are too large to be committed: <c>$ACS_CASES/damaged/FOLDER/FILE</c>; the small ones of them are in <see cref="DamagedCaseTests"/>.</summary>
[TestFixture]
public sealed class DamagedFolderTests
{
    private static readonly Dictionary<string, string> ReaderOf = new()
    {
        ["onnx"] = "network",
        ["compile"] = "compile",
        ["npz"] = "images",
        ["golden"] = "golden",
        ["checkpoint"] = "checkpoint",
        ["programnpz"] = "program-arrays",
        ["."] = "scenario",
    };

    private static readonly IReadOnlyList<FuzzReader> Readers = FuzzReaders.All();

    private static string? Root { get; } = HandedCases.Folder("damaged");

    private static IEnumerable<TestCaseData> Cases()
    {
        string[] files = Root is null ? [] : [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return files.Length == 0
            ? [new TestCaseData("none").Ignore(HandedCases.Missing)]
            : files.Where(path => !path.Contains("program-out-of-bounds", StringComparison.Ordinal)).Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetRelativePath(Root!, path)));
    }

    // Refused within seconds: one of them once took minutes.
    [TestCaseSource(nameof(Cases))]
    [CancelAfter(20_000)]
    public void It_is_refused_with_code_and_place_as_bad_input(string path)
    {
        FuzzReader reader = Readers.Single(one => one.Name == ReaderOf[Path.GetRelativePath(Root!, Path.GetDirectoryName(path)!)]);
        using var folder = new TemporaryFolder();
        foreach ((string file, byte[] bytes) in reader.Files)
        {
            folder.Write(file, file == reader.File ? File.ReadAllBytes(path) : bytes);
        }

        AcsException? error = null;
        Task read = Task.Run(() => error = Assert.Throws<AcsException>(() => reader.Read(folder.Path)));
        Assert.That(read.Wait(TimeSpan.FromSeconds(15)), Is.True, "not refused within 15 s");
        Assert.That((error!.ExitCode, string.IsNullOrEmpty(error.Where)), Is.EqualTo((2, false)), error.Render());
        Assert.That(error.Render().Split('\n'), Has.All.Length.LessThan(2100));
    }

    [Test]
    public void Program_that_reads_out_of_bounds_is_refused()
    {
        if (Root is null)
        {
            Assert.Ignore(HandedCases.Missing);
        }

        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(Path.Combine(Root!, "program-out-of-bounds")))
        {
            folder.Write(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        AcsException error = Assert.Throws<AcsException>(() => Readers.Single(one => one.Name == "program-text").Read(folder.Path))!;
        Assert.That((error.ExitCode, string.IsNullOrEmpty(error.Where)), Is.EqualTo((2, false)), error.Render());
    }
}
