using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Fuzz;

namespace AnalogCoSim.Bench.Tests.Data;

/// <summary>Damaged files that once crashed a reader or were taken in silence: <c>Cases/damaged/READER/FILE</c>, READER as <c>scripts/quality/fuzz.sh</c> names it.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class DamagedCaseTests
{
    private static readonly IReadOnlyList<FuzzReader> Readers = FuzzReaders.All();

    private static string Folder => Path.Combine(Repository.Root, "tests", "AnalogCoSim.Bench.Tests", "Cases", "damaged");

    private static IEnumerable<TestCaseData> Cases() => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => new TestCaseData(Path.GetFileName(Path.GetDirectoryName(path)), path).SetArgDisplayNames(Path.GetRelativePath(Folder, path)));

    // Too large for the repository; what is wrong with each is built small in DamagedNetworkTests, DamagedArchiveTests, ProgramCheckTests and StrictYamlTests.
    private static IEnumerable<TestCaseData> LargeCases() =>
        from one in new[] { ("onnx", "network"), ("compile", "compile"), ("programnpz", "program-sealed"), (".", "scenario") }
        let folder = Path.Combine(Shared, one.Item1)
        where Directory.Exists(folder)
        from path in Directory.GetFiles(folder).Order(StringComparer.Ordinal)
        select new TestCaseData(one.Item2, path).SetArgDisplayNames(Path.GetRelativePath(Shared, path));

    private static string Shared => Path.Combine(Environment.GetEnvironmentVariable("ACS_CASES") is { Length: > 0 } cases ? cases : Path.Combine(Repository.Root, "..", "shared", "cases"), "damaged");

    [Test]
    public void Large_cases_are_at_hand()
    {
        if (!Directory.Exists(Shared))
        {
            Assert.Ignore($"No folder {Path.GetFullPath(Shared)}; ACS_CASES names the folder that holds 'damaged'.");
        }

        Assert.That(LargeCases().Count(), Is.GreaterThan(20));
    }

    // A network whose damage leaves it a network may be read; nothing else than a coded error may stop it.
    [TestCaseSource(nameof(LargeCases))]
    [CancelAfter(60_000)]
    public void Large_one_is_refused_with_code_and_place_as_bad_input(string name, string path) => It_is_refused_with_code_and_place_as_bad_input(name, path);

    [TestCaseSource(nameof(Cases))]
    public void It_is_refused_with_code_and_place_as_bad_input(string name, string path)
    {
        FuzzReader reader = Readers.Single(one => one.Name == name);
        using var folder = new TemporaryFolder();
        foreach ((string file, byte[] bytes) in reader.Files)
        {
            folder.Write(file, file == reader.File ? File.ReadAllBytes(path) : bytes);
        }

        AcsException error = Assert.Throws<AcsException>(() => reader.Read(folder.Path))!;
        Assert.That((error.ExitCode, string.IsNullOrEmpty(error.Where)), Is.EqualTo((2, false)), error.Render());
    }
}
