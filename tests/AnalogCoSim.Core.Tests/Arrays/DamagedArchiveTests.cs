using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Tests.Arrays;

[TestFixture]
[CancelAfter(60_000)]
public sealed class DamagedArchiveTests
{
    private static readonly Dictionary<string, NpyArray> Arrays = new()
    {
        ["images"] = new(Enumerable.Range(0, 300).Select(n => (float)(n * 37 % 256)).ToArray(), [100, 3]),
        ["labels"] = new(Enumerable.Range(0, 100).Select(n => n % 10).ToArray(), [100]),
    };

    private string _folder = null!;

    private string Npz => Path.Combine(_folder, "x.npz");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("acs-zip-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_flipped_bit_anywhere_in_an_npz_is_refused_or_changes_nothing()
    {
        NpzArchive.Write(Npz, Arrays);
        byte[] good = File.ReadAllBytes(Npz);
        int refused = 0;
        for (int bit = 0; bit < good.Length * 8; bit += 3)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Npz, bad);
            refused += IsRefused(() => Same(NpzArchive.Read(Npz), bit)) ? 1 : 0;
        }

        Assert.That(refused, Is.GreaterThan(good.Length * 8 / 3 / 2), "most bits are of data");
    }

    [Test]
    public void Bytes_behind_before_or_between_the_members_are_refused()
    {
        NpzArchive.Write(Npz, Arrays);
        byte[] good = File.ReadAllBytes(Npz);
        Assert.Multiple(() =>
        {
            Assert.That(CodeOf([.. good, 0]), Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(CodeOf([1, .. good]), Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(CodeOf([.. good[..50], 7, .. good[50..]]), Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(CodeOf([.. good, .. good]), Is.EqualTo(ErrorCode.DataDamaged));
        });
    }

    [Test]
    public void Two_arrays_of_one_name_are_refused()
    {
        using (var zip = new ZipArchive(File.Create(Npz), ZipArchiveMode.Create))
        {
            Add(zip, "x.npy", Npy("(1,)", [1, 0, 0, 0]));
            Add(zip, "x.npy", Npy("(1,)", [2, 0, 0, 0]));
        }

        Assert.That(CodeOf(null), Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void Two_members_that_are_one_array_with_and_without_the_ending_are_refused()
    {
        using (var zip = new ZipArchive(File.Create(Npz), ZipArchiveMode.Create))
        {
            Add(zip, "x", Npy("(1,)", [1, 0, 0, 0]));
            Add(zip, "x.npy", Npy("(1,)", [2, 0, 0, 0]));
        }

        Assert.That(CodeOf(null), Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void Damage_in_a_member_nobody_asked_for_is_found()
    {
        byte[] words = Encoding.ASCII.GetBytes("words of another kind");
        using (var zip = new ZipArchive(File.Create(Npz), ZipArchiveMode.Create))
        {
            Add(zip, "x.npy", Npy("(1,)", [5, 0, 0, 0]));
            Add(zip, "words.npy", words);
        }

        byte[] good = File.ReadAllBytes(Npz);
        File.WriteAllBytes(Npz, Flipped(good, good.AsSpan().IndexOf(words) + 3));
        Assert.That(Assert.Throws<AcsException>(() => NpzArchive.Read(Npz, ["x"]))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [TestCase("(-1, 4, True,)")]
    [TestCase("(-1, -1)")]
    [TestCase("(-1, 1, -1,)")]
    [TestCase("(46341, 7, None, 7, 2147483647)")]
    [TestCase("(9, 7, 99999999999999999999)")]
    [TestCase("(2147483647, 2147483647, 2147483647)")]
    [TestCase("(1073741824,)")]
    [TestCase("(a,)")]
    [TestCase("(2,)")]
    public void Impossible_shapes_are_refused_before_anything_is_allocated(string shape)
    {
        using (var zip = new ZipArchive(File.Create(Npz), ZipArchiveMode.Create))
        {
            Add(zip, "x.npy", Npy(shape, [1, 0, 0, 0]));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(CodeOf(null), Is.EqualTo(ErrorCode.DataDamaged));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Headers_as_Python_2_wrote_them_and_members_nobody_asked_for_are_read()
    {
        using (var zip = new ZipArchive(File.Create(Npz), ZipArchiveMode.Create))
        {
            Add(zip, "x.npy", Npy("(1L,)", [5, 0, 0, 0]));
            Add(zip, "words.npy", [1, 2, 3]);
        }

        Assert.That(NpzArchive.Read(Npz, ["x"])["x"].As<int>("x"), Is.EqualTo(new[] { 5 }));
    }

    [Test]
    public void Members_that_unfold_to_far_more_than_they_are_are_refused_unread()
    {
        using (var zip = new ZipArchive(File.Create(Npz), ZipArchiveMode.Create))
        using (Stream member = zip.CreateEntry("x.npy", CompressionLevel.Fastest).Open())
        {
            byte[] zeros = new byte[1 << 20];
            member.Write(Npy("(33554432,)", []));
            for (int i = 0; i < 128; i++)
            {
                member.Write(zeros);
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(CodeOf(null), Is.EqualTo(ErrorCode.DataDamaged));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void A_gzip_file_cut_before_its_trailer_or_with_another_one_is_refused()
    {
        byte[] good = Gzip(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(n => $"{n:X4}\n"))));
        string path = Path.Combine(_folder, "x.gz");
        Assert.Multiple(() =>
        {
            Assert.That(Length(good), Is.EqualTo(2500));
            Assert.That(IsRefused(() => Length(good[..^8])), "no trailer");
            Assert.That(IsRefused(() => Length(good[..^4])), "half a trailer");
            Assert.That(IsRefused(() => Length([.. good, 0])), "a byte behind it");
            Assert.That(IsRefused(() => Length([.. good, .. good])), "two members");
            Assert.That(IsRefused(() => Length(Flipped(good, good.Length - 8))), "another CRC-32");
            Assert.That(IsRefused(() => Length(Flipped(good, good.Length / 2))), "other data");
        });

        int Length(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            return GzipFile.ReadBytes(path, InputKind.Data).Length;
        }
    }

    [Test]
    public void A_gzip_file_that_says_it_unfolds_to_gigabytes_is_refused_unread()
    {
        byte[] bomb = Gzip(new byte[1000]);
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(bomb.Length - 4), 3_000_000_000);
        string path = Path.Combine(_folder, "x.gz");
        File.WriteAllBytes(path, bomb);
        Assert.That(Assert.Throws<AcsException>(() => GzipFile.ReadBytes(path, InputKind.Data))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    // 32 MiB of zeros, torn in the middle: who reads on past what the trailer says comes upon the tear, and tells that instead.
    [Test]
    public void A_gzip_file_that_unfolds_to_far_more_than_its_trailer_says_is_refused_where_that_ends()
    {
        byte[] bomb = Torn(Gzip(new byte[32 << 20]));
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(bomb.Length - 8), Crc32.HashToUInt32(new byte[1000]));
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(bomb.Length - 4), 1000);
        string path = Path.Combine(_folder, "x.gz");
        File.WriteAllBytes(path, bomb);

        RefusedInLittleMemory(() => GzipFile.ReadBytes(path, InputKind.Data), "1000 bytes");
        RefusedInLittleMemory(
            () =>
            {
                using Stream stream = GzipFile.Open(path, InputKind.Data);
                stream.CopyTo(Stream.Null, 4096);
            },
            "1000 bytes");
    }

    [TestCase(null)]
    [TestCase("other")]
    public void A_member_that_unfolds_to_far_more_than_the_directory_says_is_refused_where_that_ends(string? wanted)
    {
        byte[] array = Npy("(4,)", new byte[16]);
        using (var zip = new ZipArchive(File.Create(Npz), ZipArchiveMode.Create))
        using (Stream member = zip.CreateEntry("x.npy", CompressionLevel.Fastest).Open())
        {
            member.Write(array);
            member.Write(new byte[32 << 20]);
        }

        byte[] bomb = Torn(File.ReadAllBytes(Npz));
        foreach ((string signature, int crc, int length) in new[] { ("PK\u0003\u0004", 14, 22), ("PK\u0001\u0002", 16, 24) })
        {
            Span<byte> header = bomb.AsSpan(bomb.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(signature)));
            BinaryPrimitives.WriteUInt32LittleEndian(header[crc..], Crc32.HashToUInt32(array));
            BinaryPrimitives.WriteInt32LittleEndian(header[length..], array.Length);
        }

        File.WriteAllBytes(Npz, bomb);
        RefusedInLittleMemory(() => NpzArchive.Read(Npz, wanted is null ? null : [wanted]), $"{array.Length} bytes");
    }

    private static void RefusedInLittleMemory(Action read, string expected)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        AcsException error = Assert.Throws<AcsException>(() => read())!;
        Assert.That((error.Code, error.Expected, error.Actual), Is.EqualTo((ErrorCode.DataDamaged, expected, "more")), error.Render());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    private static byte[] Torn(byte[] packed)
    {
        byte[] torn = [.. packed];
        torn.AsSpan(torn.Length / 2, 64).Fill(0xFF);
        return torn;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return memory.ToArray();
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        byte[] other = [.. bytes];
        other[at] ^= 1;
        return other;
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using Stream member = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        member.Write(bytes);
    }

    private static byte[] Npy(string shape, byte[] data)
    {
        byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '<i4', 'fortran_order': False, 'shape': {shape}, }}\n");
        return [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)text.Length, 0, .. text, .. data];
    }

    private static bool IsRefused(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (AcsException)
        {
            return true;
        }
    }

    private static void Same(IReadOnlyDictionary<string, NpyArray> read, int bit)
    {
        Assert.That(read.Keys.Order(), Is.EqualTo(Arrays.Keys.Order()), $"bit {bit}");
        foreach ((string name, NpyArray array) in Arrays)
        {
            Assert.That(read[name].Data, Is.EqualTo(array.Data), $"bit {bit}");
            Assert.That(read[name].Shape, Is.EqualTo(array.Shape), $"bit {bit}");
        }
    }

    private ErrorCode CodeOf(byte[]? bytes)
    {
        if (bytes is not null)
        {
            File.WriteAllBytes(Npz, bytes);
        }

        return Assert.Throws<AcsException>(() => NpzArchive.Read(Npz))!.Code;
    }
}
