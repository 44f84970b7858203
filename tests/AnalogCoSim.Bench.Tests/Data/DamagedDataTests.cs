using System.Diagnostics;
using System.IO.Compression;
using System.IO.Hashing;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Data;

[TestFixture]
[CancelAfter(60_000)]
public sealed class DamagedDataTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(2.7)]
    [TestCase(-1)]
    [TestCase(1e6)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_label_that_is_no_class_number_is_refused_with_its_image(double label)
    {
        Write(new NpyArray(new double[12], [3, 1, 2, 2]), new NpyArray(new[] { 0.0, 1.0, label }, [3]));
        AcsException error = Fails();
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged));
            Assert.That(error.Where, Does.EndWith("images.npz:labels, image 2"));
        });
    }

    private static IEnumerable<Array> Numbers() =>
        [new byte[] { 0, 127, 200 }, new sbyte[] { -128, 0, 127 }, new short[] { -300, 0, 300 }, new ushort[] { 0, 300, 65535 }, new int[] { -1, 0, 70_000 }, new uint[] { 0, 1, 4_000_000_000 }, new long[] { -1, 0, 1L << 40 },
        new ulong[] { 0, 1, 1UL << 63 }, new float[] { -1.5f, 0, 1e30f }, new double[] { -1.5, 0, 1e30 }];

    [TestCaseSource(nameof(Numbers))]
    public void Pixels_of_every_element_type_are_read_as_the_numbers_that_they_are(Array numbers)
    {
        Write(new NpyArray(numbers, [3, 1]), new NpyArray(new byte[] { 0, 1, 2 }, [3]));
        Assert.That(Load().Values, Is.EqualTo(numbers.Cast<object>().Select(n => Convert.ToSingle(n, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Test]
    public void Whole_numbers_stored_as_floats_are_labels()
    {
        Write(new NpyArray(new float[12], [3, 1, 2, 2]), new NpyArray(new[] { 0f, 1f, 2f }, [3]));
        Assert.That(Load().Labels, Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    [TestCase(1e300)]
    public void A_pixel_that_no_image_has_is_refused_with_its_place(double pixel)
    {
        double[] pixels = new double[12];
        pixels[9] = pixel;
        Write(new NpyArray(pixels, [3, 1, 2, 2]), new NpyArray(new[] { 0, 1, 2 }, [3]));
        Assert.That(Fails(), Has.Property("Where").EndsWith("image 2, value 1").And.Property("Code").EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void Absurd_counts_and_firsts_are_refused_before_anything_is_allocated() => Assert.Multiple(() =>
    {
        Assert.That(Fails(new DataSection { Source = DataSourceKind.Synthetic, Count = int.MaxValue }).Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));
        Assert.That(Fails(new DataSection { Source = DataSourceKind.Synthetic, First = int.MaxValue, Count = 2 }).Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));
        Write(new NpyArray(new byte[3], [3, 1]), new NpyArray(new byte[3], [3]));
        Assert.That(Fails(new DataSection { Source = DataSourceKind.Npz, Root = "images.npz", First = int.MaxValue, Count = int.MaxValue }).Code, Is.EqualTo(ErrorCode.DataNotFound));
    });

    [TestCase(DataSourceKind.Npz)]
    [TestCase(DataSourceKind.Cifar10)]
    public void A_pipe_is_refused_without_waiting(DataSourceKind source)
    {
        using Process make = Process.Start("mkfifo", _folder.File("pipe"));
        make.WaitForExit();
        Assert.That(Fails(new DataSection { Source = source, Root = "pipe" }).Code, Is.EqualTo(ErrorCode.DataNotFound));
    }

    [Test]
    public void A_sparse_cifar_file_of_gigabytes_is_refused()
    {
        using (FileStream file = File.Create(_folder.File("test_batch.bin")))
        {
            file.SetLength(3073L * 1_000_000);
        }

        Assert.That(Fails(new DataSection { Source = DataSourceKind.Cifar10, Root = "test_batch.bin" }).Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void A_list_of_missing_records_with_a_word_in_it_is_refused_at_its_line()
    {
        _folder.Write("test_a.bin", new byte[3073]);
        _folder.Write("test_a_missing.txt", "0\nx\n"u8.ToArray());
        Assert.That(Fails(new DataSection { Source = DataSourceKind.Cifar10, Root = "test_a.bin" }).Where, Does.EndWith("test_a_missing.txt:2"));
    }

    [Test]
    public void Idx_extents_whose_product_overflows_are_refused()
    {
        _folder.Write("t10k-images-idx3-ubyte", [0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]);
        _folder.Write("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 0]);
        Assert.That(Fails(new DataSection { Source = DataSourceKind.Idx, Root = "." }).Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void An_idx_file_that_unfolds_to_far_more_than_its_trailer_says_is_refused_in_little_memory()
    {
        byte[] honest = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4];
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(honest);
            zip.Write(new byte[32 << 20]);
        }

        byte[] bomb = memory.ToArray();
        BitConverter.TryWriteBytes(bomb.AsSpan(bomb.Length - 8), Crc32.HashToUInt32(honest));
        BitConverter.TryWriteBytes(bomb.AsSpan(bomb.Length - 4), honest.Length);
        _folder.Write("t10k-images-idx3-ubyte.gz", bomb);
        _folder.Write("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 7]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AcsException error = Fails(new DataSection { Source = DataSourceKind.Idx, Root = "." });
        Assert.That((error.Code, error.Expected, error.Actual), Is.EqualTo((ErrorCode.DataDamaged, "20 bytes", "more")), error.Render());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Images_with_the_channels_last_are_taken_only_by_a_network_that_was_exported_so()
    {
        float[] values = [.. Enumerable.Range(0, 24).Select(n => (float)n)];
        var images = new ImageSet("x", 4, 2, 3, [0], [0], values);
        AcsException error = Assert.Throws<AcsException>(() => images.For(3, 4, 2, channelsLast: false, "net"))!;
        ImageSet turned = images.For(3, 4, 2, channelsLast: true, "net");
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ArrayMismatch));
            Assert.That(error.Remedy, Does.Contain("transpose(0, 3, 1, 2)"));
            Assert.That((turned.Channels, turned.Height, turned.Width), Is.EqualTo((3, 4, 2)));
            Assert.That(turned.Values[..8], Is.EqualTo(new float[] { 0, 3, 6, 9, 12, 15, 18, 21 }));
            Assert.That(Assert.Throws<AcsException>(() => images.For(2, 3, 4, channelsLast: true, "net"))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch), "equal length, another shape");
            Assert.That(images.For(24, 1, 1, channelsLast: false, "net"), Is.SameAs(images), "a flat network");
            Assert.That(images.OrderNotice(3, 4, 2, channelsLast: true), Does.Contain("transposed"));
            Assert.That(turned.OrderNotice(3, 4, 2, channelsLast: true), Does.Contain("[n, c, h, w]"));
            Assert.That((images with { Channels = 24, Height = 1, Width = 1 }).OrderNotice(3, 4, 2, channelsLast: true), Does.Contain("does not say"), "flat ones");
            Assert.That(turned.OrderNotice(3, 4, 2, channelsLast: false), Is.Null);
        });
    }

    [Test]
    public void Images_in_other_units_than_the_network_is_given_for_are_refused()
    {
        ChipProgram any = TestPrograms.Small();
        TensorSpec input = any.Tensors[0];
        ChipProgram bytes = any with { Input = new InputEncoding([.. Enumerable.Repeat(128f, input.Channels)], [.. Enumerable.Repeat(64f, input.Channels)]), Tensors = [input with { Scale = 2f / 127 }, .. any.Tensors.Skip(1)] };
        ChipProgram shares = any with { Input = new InputEncoding([.. Enumerable.Repeat(0.5f, input.Channels)], [.. Enumerable.Repeat(0.25f, input.Channels)]), Tensors = [input with { Scale = 2f / 127 }, .. any.Tensors.Skip(1)] };
        ChipProgram apart = any with
        {
            Input = new InputEncoding([.. Enumerable.Range(0, input.Channels).Select(c => 128f - (30 * c))], [.. Enumerable.Repeat(64f, input.Channels)]),
            Tensors = [input with { Scale = 2f / 127 }, .. any.Tensors.Skip(1)]
        };
        ChipProgram shifted = any with { Input = new InputEncoding([.. Enumerable.Repeat(123.68f, input.Channels)], [.. Enumerable.Repeat(1f, input.Channels)]), Tensors = [input with { Scale = 1 }, .. any.Tensors.Skip(1)] };
        ChipProgram scaled = any with { Input = new InputEncoding([.. Enumerable.Repeat(0f, input.Channels)], [.. Enumerable.Repeat(1 / 255f, input.Channels)]), Tensors = [input with { Scale = 2 }, .. any.Tensors.Skip(1)] };
        Assert.Multiple(() =>
        {
            Assert.That(() => InputCheck.Units(bytes, Images(input, 255)), Throws.Nothing);
            Assert.That(() => InputCheck.Units(shares, Images(input, 1)), Throws.Nothing);
            Assert.That(() => InputCheck.Units(shifted, Images(input, 255)), Throws.Nothing, "a mean without a deviation");
            Assert.That(() => InputCheck.Units(scaled, Images(input, 1)), Throws.Nothing, "0..1 scaled to 0..255");
            Assert.That(Assert.Throws<AcsException>(() => InputCheck.Units(bytes, Images(input, 1)))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch));
            Assert.That(Assert.Throws<AcsException>(() => InputCheck.Units(apart, Images(input, 1)))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch), "channels of other means are apart, whatever the images");
            Assert.That(Assert.Throws<AcsException>(() => InputCheck.Units(shares, Images(input, 255)))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch));
            Assert.That(Assert.Throws<AcsException>(() => InputCheck.Units(shares with { Tensors = [input with { Scale = 1018f / 127 }, .. any.Tensors.Skip(1)] }, Images(input, 255)))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch),
                "calibrated on the same wrong images");
        });
    }

    [Test]
    public void A_label_beyond_the_classes_of_the_network_is_refused()
    {
        ChipProgram program = TestPrograms.Small();
        int classes = program.Tensors[program.Steps[^1].Output].Length;
        ImageSet images = Images(program.Tensors[0], 255);
        Assert.That(() => InputCheck.Labels(program, images with { Labels = [classes - 1] }), Throws.Nothing);
        Assert.That(Assert.Throws<AcsException>(() => InputCheck.Labels(program, images with { Labels = [classes] }))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch));
    }

    [TestCase("{ source: npz, root: images.npz }", true)]
    [TestCase("{ source: cifar10, root: images.npz }", true)]
    [TestCase("{ source: synthetic }", false)]
    [TestCase("{ source: npz, root: images.npz }\ncalibration: { source: synthetic }", false)]
    [TestCase("{ source: npz, root: images.npz }\ncalibration: { source: npz, root: ./images.npz, split: train }", true)]
    [TestCase("{ source: npz, root: images.npz }\ncalibration: { source: npz, root: others.npz }", false)]
    [TestCase("{ source: npz, root: images.npz, first: 256 }", false)]
    [TestCase("{ source: npz, root: images.npz, first: 255 }", true)]
    [TestCase("{ source: npz, root: images.npz, count: 20 }\ncalibration: { source: npz, root: images.npz, first: 20 }", false)]
    [TestCase("{ source: npz, root: images.npz, count: 20 }\ncalibration: { source: npz, root: images.npz, first: 19 }", true)]
    [TestCase("{ source: synthetic }\ncalibration: { source: synthetic, split: test }", true)]
    [TestCase("{ source: synthetic }\ncalibration: { source: synthetic, seed: 2 }", true)]
    [TestCase("{ source: synthetic }\ncalibration: { source: synthetic, split: train }", false)]
    [TestCase("{ source: cifar10 }\ncalibration: { source: cifar10 }", true)]
    [TestCase("{ source: cifar10 }\ncalibration: { source: cifar10, split: train }", false)]
    [TestCase("{ source: cifar10 }", false)]
    public void A_scenario_that_calibrates_on_its_own_images_says_so(string data, bool says)
    {
        _folder.Write("images.npz", [1]);
        Scenario scenario = ScenarioFile.Parse($"name: x\nnetwork: {{ onnx: x.onnx }}\ndata: {data}\n", "x.yaml");
        Assert.That(ImageSetLoader.CalibrationNotice(scenario, new DataRoots(), _folder.Path), says ? Is.Not.Null : Is.Null);
    }

    private static ImageSet Images(TensorSpec shape, float largest) =>
        new("x", shape.Channels, shape.Height, shape.Width, [0], [0], [.. Enumerable.Range(0, shape.Length).Select(n => largest * (n % 17) / 16)]);

    private void Write(NpyArray images, NpyArray labels) =>
        NpzArchive.Write(_folder.File("images.npz"), new Dictionary<string, NpyArray> { ["images"] = images, ["labels"] = labels });

    private ImageSet Load(DataSection? section = null) => ImageSetLoader.Load(section ?? new DataSection { Source = DataSourceKind.Npz, Root = "images.npz" }, new DataRoots(), _folder.Path);

    private AcsException Fails(DataSection? section = null) => Assert.Throws<AcsException>(() => Load(section))!;
}
