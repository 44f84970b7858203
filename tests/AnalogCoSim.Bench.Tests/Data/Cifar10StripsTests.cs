using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Bench.Tests.Data;

[TestFixture]
public sealed class Cifar10StripsTests
{
    /// <summary>A lossless WebP strip of 1,000 flat tiles: red is the tile's row, green its column, blue 7.</summary>
    private const string Strip = """
        UklGRkQCAABXRUJQVlA4TDcCAAAv/8THABGySRuSuf9fnb0R/Z8AMLZosX/VBECR/v+niP6nnjsYuW0bZvv/y30PQudQYALmICbgs+mfpq/pa/qavqav6Wv6mr6mr+lr+pq+pq/pa/qavqav6Wv6mr
        6mr+lr+pq+pq/pa/qavqav6Wv6mr6mr+lr+pq+pq/pK//zP//zP//zP//zP/+vyb/GH/7nf/7nf/7nf/7nf/5fhL/xh//5n//5n//5n//5n/8X4W/84X/+53/+53/+53/+5/9F+Bt/+J//+Z//+Z//
        +Z//+X8R/sYf/ud//ud//ud//ud//l+Ev/GH//mf//mf//mf//mf/xfhb/zhf/7nf/7nf/7nf/7n/0X4G3/4n//5n//5n//5n//5fxH+xh/+53/+53/+53/+53/+X4S/8Yf/+Z//+Z//+Z//+Z//F+
        Fv/OF//ud//ud//ud//uf/Rfgbf/if//mf//mf//mf//l/Ef7GH/7nf/7nf/7nf/7nf/5fhL/xh//5n//5n//5n//5n/8X4W/84X/+53/+53/+53/+5/9F+Bt/+J//+Z//+Z//+Z//+X8R/sYf/ud/
        /ud//ud//ud//l+Ev/GH//mf//mf//mf//mf/xfhb/zhf/7nf/7nf/7nf/7n/0X4G3/4n//5n//5n//5n//5fxH+xh/+53/+53/+53/+53/+X4S/8Yf/+Z//+Z//+Z//+Z//F+Fv/OF//ud//ud//u
        d//uf/Rfgbf/if//mf//mf//mf//l/EQ4A
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _folder.Write("train_sets/cifar10/train_labels.bin", [.. Enumerable.Range(0, 2000).Select(k => (byte)(k % 10))]);
        foreach (int strip in (int[])[0, 1])
        {
            _folder.Write($"train_sets/cifar10/train_0{strip}.webp", Convert.FromBase64String(Strip));
        }
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Training_images_are_cut_from_the_strips_in_order()
    {
        NeedsDecoder();
        ImageSet images = Load(first: 995, count: 10);
        Assert.Multiple(() =>
        {
            Assert.That(images.Numbers, Is.EqualTo(Enumerable.Range(995, 10)));
            Assert.That(images.Labels, Is.EqualTo(Enumerable.Range(995, 10).Select(k => k % 10)));
            Assert.That(images.Image(0)[0], Is.EqualTo(24), "row of tile 995, red");
            Assert.That(images.Image(0)[1024], Is.EqualTo(35), "column of tile 995, green");
            Assert.That(images.Image(6)[1024 + 1023], Is.EqualTo(1), "tile 1 of the next strip, last green pixel");
            Assert.That(images.Image(6)[2048], Is.EqualTo(7));
        });
    }

    [Test]
    public void Damaged_strip_is_named()
    {
        NeedsDecoder();
        string path = _folder.Write("train_sets/cifar10/train_01.webp", [1, 2, 3]);
        AcsException error = Assert.Throws<AcsException>(() => Load(first: 1000, count: 1))!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.DataDamaged, path)));
    }

    [Test]
    public void Labels_that_do_not_fit_are_refused()
    {
        _folder.Write("train_sets/cifar10/train_labels.bin", [1, 2, 3]);
        Assert.That(Assert.Throws<AcsException>(() => Load(first: 0, count: 1))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void Stretch_behind_the_end_is_refused() =>
        Assert.That(Assert.Throws<AcsException>(() => Load(first: 2000, count: 1))!.Code, Is.EqualTo(ErrorCode.DataNotFound));

    private static void NeedsDecoder() => Assume.That(ExecutablePath.Find(ToolCatalog.WebP.Name), Is.Not.Null, "dwebp is not installed");

    private ImageSet Load(int first, int count) =>
        ImageSetLoader.Load(new DataSection { Source = DataSourceKind.Cifar10, Split = "train", First = first, Count = count }, new DataRoots(_folder.Path), _folder.Path);
}
