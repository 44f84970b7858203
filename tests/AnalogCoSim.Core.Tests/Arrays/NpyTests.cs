using System.Text;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Tests.Arrays;

[TestFixture]
public sealed class NpyTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("acs-npy-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private static readonly Array[] AllElementTypes =
    [
        new sbyte[] { -128, 127 }, new byte[] { 0, 255 }, new short[] { -5, 6 }, new ushort[] { 1, 65535 }, new[] { int.MinValue, 7 }, new uint[] { 1, uint.MaxValue },
        new[] { long.MinValue, 3 }, new ulong[] { 1, ulong.MaxValue }, new[] { 1.5f, float.NaN }, new[] { Math.PI, double.NegativeInfinity },
    ];

    [TestCaseSource(nameof(AllElementTypes))]
    public void Npy_of_each_element_type_comes_back_unchanged(Array data)
    {
        using var stream = new MemoryStream();
        NpyFormat.Write(stream, new NpyArray(data, [2, 1]));
        Assert.That(stream.ToArray().AsSpan().IndexOf((byte)'\n') % 64, Is.EqualTo(63), "data must start at a multiple of 64");
        stream.Position = 0;
        NpyArray back = NpyFormat.Read(stream, "test");
        Assert.Multiple(() =>
        {
            Assert.That(back.Data, Is.EqualTo(data));
            Assert.That(back.Shape, Is.EqualTo(new[] { 2, 1 }));
        });
    }

    [Test]
    public void Npy_cut_anywhere_is_reported_as_damaged()
    {
        using var whole = new MemoryStream();
        NpyFormat.Write(whole, new NpyArray(new[] { 1f, 2f, 3f }, [3]));
        byte[] bytes = whole.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            AcsException error = Assert.Throws<AcsException>(() => NpyFormat.Read(new MemoryStream(bytes, 0, length), "cut.npy"))!;
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged), $"cut at {length}");
        }
    }

    [Test]
    public void Npy_in_Fortran_order_or_of_unknown_type_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(CodeOf("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }"), Is.EqualTo(ErrorCode.ArrayMismatch));
            Assert.That(CodeOf("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }"), Is.EqualTo(ErrorCode.ArrayMismatch));
            Assert.That(CodeOf("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999, 999), }"), Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(CodeOf("{'fortran_order': False, 'shape': (1,), }"), Is.EqualTo(ErrorCode.DataDamaged));
        });
    }

    [TestCase(1, 2)]
    [TestCase(2, 4)]
    [TestCase(3, 4)]
    public void Header_of_each_version_is_read_with_its_own_length(byte version, int lengthBytes)
    {
        byte[] text = Encoding.ASCII.GetBytes("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }\n");
        byte[] length = [.. BitConverter.GetBytes(text.Length).Take(lengthBytes)];
        byte[] file = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', version, 0, .. length, .. text, 5, 0, 0, 0, 0, 1, 0, 0];

        Assert.That(NpyFormat.Read(new MemoryStream(file), "header.npy").As<int>("x"), Is.EqualTo(new[] { 5, 256 }));
    }

    [Test]
    public void Npz_comes_back_unchanged_and_is_the_same_file_each_time()
    {
        string first = Path.Combine(_folder, "a.npz");
        string second = Path.Combine(_folder, "b.npz");
        var arrays = new Dictionary<string, NpyArray> { ["x"] = new(new[] { 1, 2 }, [2]), ["empty"] = new(Array.Empty<float>(), [0, 4]) };
        NpzArchive.Write(first, arrays);
        NpzArchive.Write(second, arrays);
        IReadOnlyDictionary<string, NpyArray> back = NpzArchive.Read(first);
        Assert.Multiple(() =>
        {
            Assert.That(back["x"].As<int>("x"), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(back["empty"].Shape, Is.EqualTo(new[] { 0, 4 }));
            Assert.That(File.ReadAllBytes(second), Is.EqualTo(File.ReadAllBytes(first)));
            Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(2));
        });
    }

    [Test]
    public void Npz_cut_anywhere_is_reported_as_damaged()
    {
        string path = Path.Combine(_folder, "whole.npz");
        NpzArchive.Write(path, new Dictionary<string, NpyArray> { ["x"] = new(Enumerable.Range(0, 500).ToArray(), [500]) });
        byte[] bytes = File.ReadAllBytes(path);
        for (int length = 0; length < bytes.Length; length += 13)
        {
            File.WriteAllBytes(path, bytes[..length]);
            AcsException error = Assert.Throws<AcsException>(() => NpzArchive.Read(path))!;
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged), $"cut at {length}");
        }
    }

    [Test]
    public void Npz_that_is_missing_is_reported_as_not_found() =>
        Assert.That(Assert.Throws<AcsException>(() => NpzArchive.Read(Path.Combine(_folder, "none.npz")))!.Code, Is.EqualTo(ErrorCode.DataNotFound));

    [Test]
    public void Array_of_another_type_than_asked_for_is_a_mismatch() =>
        Assert.That(Assert.Throws<AcsException>(() => new NpyArray(new[] { 1 }, [1]).As<float>("x"))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch));

    private static ErrorCode CodeOf(string header)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "\n");
        byte[] file = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)text.Length, 0, .. text, 0, 0, 0, 0];
        return Assert.Throws<AcsException>(() => NpyFormat.Read(new MemoryStream(file), "header.npy"))!.Code;
    }
}
