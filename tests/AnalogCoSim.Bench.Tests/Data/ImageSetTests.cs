using System.IO.Compression;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Data;

[TestFixture]
public sealed class ImageSetTests
{
    private const int RecordBytes = 3073;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Cifar10_leaves_listed_records_out_and_keeps_their_numbers()
    {
        _folder.Write("cifar10/test_first8.bin", Records(8));
        _folder.Write("cifar10/test_first8_missing.txt", "1\n3\n"u8.ToArray());
        ImageSet images = Load(DataSourceKind.Cifar10, "cifar10", first: 1, count: 3);
        Assert.Multiple(() =>
        {
            Assert.That(images.Numbers, Is.EqualTo(new[] { 2, 4, 5 }));
            Assert.That(images.Labels, Is.EqualTo(new[] { 2, 4, 5 }));
            Assert.That(images.Image(0)[0], Is.EqualTo(2));
            Assert.That((images.Channels, images.Height, images.Width), Is.EqualTo((3, 32, 32)));
        });
    }

    [Test]
    public void Cifar10_batches_are_one_set()
    {
        _folder.Write("cifar10/data_batch_1.bin", Records(2));
        _folder.Write("cifar10/data_batch_2.bin", Records(2));
        ImageSet images = Load(DataSourceKind.Cifar10, "cifar10", first: 1, count: 8, split: "train");
        Assert.That(images.Numbers, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Truncated_cifar10_file_names_both_sizes()
    {
        _folder.Write("cifar10/test_batch.bin", Records(2)[..^10]);
        AcsException error = Fails(() => Load(DataSourceKind.Cifar10, "cifar10"));
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(error.Expected, Does.Contain("6146 bytes"));
            Assert.That(error.Actual, Is.EqualTo("6136 bytes"));
        });
    }

    [Test]
    public void Impossible_label_is_found()
    {
        byte[] records = Records(2);
        records[RecordBytes] = 77;
        _folder.Write("cifar10/test_batch.bin", records);
        Assert.That(Fails(() => Load(DataSourceKind.Cifar10, "cifar10")).Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Idx_reads_plain_and_gzip(bool gzip)
    {
        WriteIdx(gzip, truncate: 0);
        ImageSet images = Load(DataSourceKind.Idx, "mnist", first: 1, count: 5);
        Assert.Multiple(() =>
        {
            Assert.That(images.Numbers, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(images.Labels, Is.EqualTo(new[] { 8, 9 }));
            Assert.That(images.Values, Is.EqualTo(new float[] { 4, 5, 6, 7, 8, 9, 10, 11 }));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Truncated_idx_names_both_sizes(bool gzip)
    {
        WriteIdx(gzip, truncate: 3);
        AcsException error = Fails(() => Load(DataSourceKind.Idx, "mnist"));
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(error.Expected, Is.EqualTo("28 bytes"));
            Assert.That(error.Actual, Is.EqualTo("25 bytes"));
        });
    }

    [Test]
    public void Npz_reads_images_and_labels()
    {
        NpzArchive.Write(_folder.File("images.npz"), Arrays([3, 1, 2, 2], [3]));
        ImageSet images = Load(DataSourceKind.Npz, "images.npz", first: 1, count: 2);
        Assert.Multiple(() =>
        {
            Assert.That(images.Labels, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(images.Image(1)[3], Is.EqualTo(11));
        });
    }

    [Test]
    public void Npz_shapes_must_fit()
    {
        NpzArchive.Write(_folder.File("images.npz"), Arrays([3, 4], [2]));
        Assert.That(Fails(() => Load(DataSourceKind.Npz, "images.npz")).Code, Is.EqualTo(ErrorCode.ArrayMismatch));
    }

    [Test]
    public void Truncated_npz_is_damaged()
    {
        NpzArchive.Write(_folder.File("images.npz"), Arrays([3, 4], [3]));
        byte[] bytes = File.ReadAllBytes(_folder.File("images.npz"));
        _folder.Write("images.npz", bytes[..^30]);
        Assert.That(Fails(() => Load(DataSourceKind.Npz, "images.npz")).Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void Missing_data_folder_says_how_to_set_it()
    {
        var roots = new DataRoots(_folder.File("none"), _folder.File("none"));
        AcsException error = Fails(() => ImageSetLoader.Load(new DataSection { Source = DataSourceKind.Cifar10 }, roots, _folder.Path));
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataNotFound));
            Assert.That(error.Remedy, Does.Contain("ACS_DATA").And.Contains("--data"));
        });
    }

    [Test]
    public void First_beyond_the_end_is_refused()
    {
        _folder.Write("cifar10/test_batch.bin", Records(2));
        Assert.That(Fails(() => Load(DataSourceKind.Cifar10, "cifar10", first: 2)).Code, Is.EqualTo(ErrorCode.DataNotFound));
    }

    private static AcsException Fails(Action action) => Assert.Throws<AcsException>(() => action())!;

    private static byte[] Records(int count)
    {
        byte[] bytes = new byte[count * RecordBytes];
        for (int i = 0; i < count; i++)
        {
            bytes.AsSpan(i * RecordBytes, RecordBytes).Fill((byte)i);
        }

        return bytes;
    }

    private static Dictionary<string, NpyArray> Arrays(int[] images, int[] labels) => new()
    {
        ["images"] = new NpyArray(Enumerable.Range(0, images.Aggregate((a, b) => a * b)).Select(i => (byte)i).ToArray(), images),
        ["labels"] = new NpyArray(Enumerable.Range(0, labels[0]).Select(i => (long)i).ToArray(), labels),
    };

    private void WriteIdx(bool gzip, int truncate)
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, .. Enumerable.Range(0, 12).Select(i => (byte)i)];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9];
        Write("mnist/t10k-images-idx3-ubyte", images[..^truncate]);
        Write("mnist/t10k-labels-idx1-ubyte", labels);

        void Write(string name, byte[] bytes)
        {
            using var memory = new MemoryStream();
            using (var zip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
            {
                zip.Write(bytes);
            }

            _folder.Write(gzip ? name + ".gz" : name, gzip ? memory.ToArray() : bytes);
        }
    }

    // A folder that is named needs none of the roots.
    private ImageSet Load(DataSourceKind source, string root, int first = 0, int count = 16, string split = "test") =>
        ImageSetLoader.Load(new DataSection { Source = source, Root = root, First = first, Count = count, Split = split }, new DataRoots(_folder.File("none"), _folder.File("none")), _folder.Path);
}
