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
