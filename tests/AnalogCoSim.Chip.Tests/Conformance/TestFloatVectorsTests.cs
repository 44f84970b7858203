using System.IO.Compression;
using System.Text;
using AnalogCoSim.Chip.Conformance;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Chip.Tests.Conformance;

[TestFixture]
public sealed class TestFloatVectorsTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("acs-vectors-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("f16_mulAdd")]
    [TestCase("f16_add")]
    [TestCase("f16_mul")]
    [TestCase("i32_to_f16")]
    [TestCase("f16_to_i32")]
    public void Arithmetic_meets_the_TestFloat_vectors(string function)
    {
        string path = Path.Combine(VectorFolder(), function + "_rne.txt.gz");
        var vectors = new TestFloatVectors(path);
        FloatConformance result = vectors.Compare(c => TestFloatVectors.Reference(vectors.Function, c));
        TestContext.Out.WriteLine($"{function}: {result.Cases} cases, {result.Compared} compared, {result.Mismatches} mismatches");
        Assert.That(result.Mismatches, Is.Zero, string.Join('\n', result.First));
    }

    [Test]
    public void Cases_of_each_function_are_read_and_met()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Compare("f16_mulAdd_x.txt", "3C00 4000 3C00 4200 00\n7C00 0000 0000 FFFF 10\n").Mismatches, Is.Zero);
            Assert.That(Compare("f16_add.txt", "3C00 3C00 4000 00\r\n").Mismatches, Is.Zero);
            Assert.That(Compare("f16_mul.txt", "4000 4000 4400 00").Mismatches, Is.Zero);
            Assert.That(Compare("i32_to_f16.txt", "FFFFFFFF BC00 00\n").Mismatches, Is.Zero);
            Assert.That(Compare("f16_to_i32.txt", "BC00 FFFFFFFF 00\n7E00 80000000 10\n7E00 7FFFFFFF 10\n"), Has.Property("Compared").EqualTo(1).And.Property("Mismatches").EqualTo(0));
        });
    }

    [Test]
    public void Gzip_and_plain_files_give_the_same_cases()
    {
        const string Text = "3C00 3C00 4000 00\n0001 8001 0000 00\n";
        string plain = Write("f16_add_a.txt", Text);
        string packed = Path.Combine(_folder, "f16_add_b.txt.gz");
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(Text));
        }

        Assert.That(new TestFloatVectors(packed).Cases(), Is.EqualTo(new TestFloatVectors(plain).Cases()));
        Assert.That(TestFloatVectors.InFolder(_folder), Has.Count.EqualTo(2));
    }

    [Test]
    public void Unit_with_a_planted_bug_is_caught_with_line_and_values()
    {
        var vectors = new TestFloatVectors(Write("f16_add.txt", "3C00 3C00 4000 00\n4000 3C00 4200 00\n"));
        FloatConformance result = vectors.Compare(c => c.Line == 2 ? 0x4201 : TestFloatVectors.Reference(vectors.Function, c));
        Assert.Multiple(() =>
        {
            Assert.That(result.Mismatches, Is.EqualTo(1));
            Assert.That(result.First[0], Is.EqualTo(new FloatMismatch(new FloatCase(2, 0x4000, 0x3C00, 0, 0x4200, 0), 0x4201)));
        });
    }

    [TestCase("3C00 3C00 4000 00\n3C00 3C00 40 00\n", 2)]
    [TestCase("3C00 3C00 4000\n", 1)]
    [TestCase("3C00 3C00 4000 00 00\n", 1)]
    [TestCase("3C00 3C00 4000 00\n\n", 2)]
    [TestCase("3C00 3C0G 4000 00\n", 1)]
    [TestCase("", 1)]
    public void Damaged_line_is_refused_with_its_number(string text, int line)
    {
        AcsException error = Assert.Throws<AcsException>(() => Compare("f16_add.txt", text))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(error.Where, Does.EndWith($":{line}"));
        });
    }

    [Test]
    public void Truncated_gzip_file_is_reported_as_damaged()
    {
        string packed = Path.Combine(_folder, "f16_add.txt.gz");
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(k => $"3C00 {k:X4} 4000 00\n"))));
        }

        File.WriteAllBytes(packed, File.ReadAllBytes(packed)[..2000]);
        Assert.That(Assert.Throws<AcsException>(() => new TestFloatVectors(packed).Compare(_ => 0))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void File_that_is_missing_or_of_unknown_function_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Assert.Throws<AcsException>(() => _ = new TestFloatVectors(Path.Combine(_folder, "f16_add.txt")))!.Code, Is.EqualTo(ErrorCode.DataNotFound));
            Assert.That(Assert.Throws<AcsException>(() => _ = new TestFloatVectors(Write("f16_div.txt", "x")))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(Assert.Throws<AcsException>(() => TestFloatVectors.InFolder(Path.Combine(_folder, "none")))!.Code, Is.EqualTo(ErrorCode.DataNotFound));
        });
    }

    private static string VectorFolder()
    {
        string root = Environment.GetEnvironmentVariable("ACS_VECTORS") ?? Path.Combine(Checkout.Root ?? ".", "..", "shared", "vectors");
        string vectors = Path.Combine(root, "fp16");
        if (!Directory.Exists(vectors))
        {
            Assert.Ignore($"No TestFloat vectors in {vectors}; set ACS_VECTORS to the folder that holds fp16/.");
        }

        return vectors;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private FloatConformance Compare(string name, string text)
    {
        var vectors = new TestFloatVectors(Write(name, text));
        return vectors.Compare(c => TestFloatVectors.Reference(vectors.Function, c));
    }
}
