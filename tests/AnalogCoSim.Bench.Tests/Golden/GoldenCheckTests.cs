using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Golden;

/// <summary>Traces written by hand: each way in which a run can differ from a golden trace is told, where it is.</summary>
[TestFixture]
public sealed class GoldenCheckTests
{
    private const int Columns = 256;
    private const int Classes = 5;

    private static readonly Type[] Types = [typeof(sbyte), typeof(int), typeof(ushort), typeof(ulong), typeof(byte)];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Equal_traces_are_compared_value_by_value()
    {
        GoldenCheck check = Check();
        Assert.That(check.Compare(Trace(), Trace()), Is.Null);

        // One recorded image with two MVMs: 4 arrays of 256 and a digest each; logits and prediction of two images.
        Assert.That(check.Compared, Is.EqualTo((2 * ((4 * Columns) + 1)) + (2 * (Classes + 1))));
    }

    [TestCase("inputs", Columns + 200, "inputs[image 7, layer 'conv1' (step 1), core 9, position 4, row 200]")]
    [TestCase("counts_p", 255, "counts_p[image 7, layer 'conv0' (step 0), core 1, position 3, column 255]")]
    [TestCase("counts_n", Columns, "counts_n[image 7, layer 'conv1' (step 1), core 9, position 4, column 0]")]
    [TestCase("outputs", 17, "outputs[image 7, layer 'conv0' (step 0), core 1, position 3, column 17]")]
    [TestCase("digests", 1, "digests[image 7, layer 'conv1' (step 1), core 9, position 4]")]
    [TestCase("logits", Classes + 2, "logits[image 8, class 2]")]
    [TestCase("predictions", 1, "predictions[image 8]")]
    public void Value_that_differs_is_located(string array, int index, string where) =>
        Differs(Trace(), Trace(arrays => Flip(arrays, array, index)), where, "differs from the golden trace");

    [Test]
    public void Difference_of_an_mvm_comes_before_what_follows_from_it()
    {
        GoldenTrace actual = Trace(arrays =>
        {
            foreach (string array in (string[])["inputs", "counts_p", "counts_n", "outputs", "digests", "logits", "predictions"])
            {
                Flip(arrays, array, 0);
            }
        });
        Differs(Trace(), actual, "inputs[image 7", "'inputs' differs");
        Differs(Without(Trace(), "inputs"), Without(actual, "inputs"), "counts_p[image 7", "'counts_p' differs");
    }

    [TestCase(0)]
    [TestCase(4)]
    [TestCase(5)]
    public void Trace_with_mvms_at_other_places_is_told(int index) =>
        Differs(Trace(), Trace(arrays => Flip(arrays, "places", index)), $"places[{index / 3}]", "has other MVMs");

    [Test]
    public void Trace_with_more_or_fewer_mvms_is_told()
    {
        GoldenTrace one = Trace(arrays => Mvms(arrays, 1));
        Assert.That(Differs(Trace(), one, "places[1]", "has other MVMs").Expected, Does.StartWith("2 MVMs per image"));
        Assert.That(Differs(one, Trace(), "places[1]", "has other MVMs").Expected, Does.StartWith("1 MVMs per image"));
    }

    [TestCase("logits", new[] { 2, 4 })]
    [TestCase("inputs", new[] { 1, 2, 128 })]
    [TestCase("outputs", new[] { 1, 2, 255 })]
    public void Array_of_another_shape_is_told(string array, int[] shape)
    {
        AcsException error = Differs(Trace(), Trace(arrays => arrays[array] = Zeros(arrays[array].Data.GetType().GetElementType()!, shape)), array, "another shape");
        Assert.That(error.Actual, Is.EqualTo($"[{string.Join(", ", shape)}]"));
    }

    [Test]
    public void Trace_without_an_image_in_common_is_told_with_both_ranges()
    {
        GoldenTrace other = Trace(arrays => (arrays["images"], arrays["recorded"]) = (Of([20, 21]), Of([20])));
        AcsException error = Differs(Trace(), other, "golden.npz", "has none of the run's images");
        Assert.That((error.Expected, error.Actual), Is.EqualTo(("images 7 to 8 (golden)", "images 20 to 21")));
        Assert.That(Check().Compare(Trace(), Trace(arrays => (arrays["images"], arrays["predictions"]) = (Of([8, 99]), Of([3, 1])))), Is.Null, "one image is in common");
    }

    [Test]
    public void Trace_of_other_settings_is_told()
    {
        GoldenTrace other = Trace(arrays => (arrays["settings"], arrays["choices"]) = (new NpyArray(new[] { 5UL }, [1]), GoldenFile.Text("seed 2")));
        AcsException error = Differs(Trace(), other, "golden.npz", "other settings");
        Assert.That((error.Expected, error.Actual), Is.EqualTo(("seed 1 (golden, of scenario 'by hand')", "seed 2")));
    }

    [Test]
    public void Array_of_another_type_or_dimension_is_refused_in_a_sealed_file_too()
    {
        foreach (string name in Arrays().Keys)
        {
            NpyArray right = Arrays()[name];
            Type type = right.Data.GetType().GetElementType()!;
            Refused(arrays => arrays[name] = Zeros(Types.First(other => other != type), right.Shape), $"{name} of another type");
            Refused(arrays => arrays[name] = new NpyArray(right.Data, [1, .. right.Shape]), $"{name} with another dimension");
        }
    }

    [TestCase("settings", new[] { 2 })]
    [TestCase("predictions", new[] { 1 })]
    [TestCase("logits", new[] { 3, Classes })]
    [TestCase("places", new[] { 2, 2 })]
    [TestCase("digests", new[] { 2, 2 })]
    [TestCase("digests", new[] { 1, 3 })]
    [TestCase("inputs", new[] { 2, 2, Columns })]
    [TestCase("counts_p", new[] { 1, 1, Columns })]
    [TestCase("counts_n", new[] { 2, 2, Columns })]
    [TestCase("outputs", new[] { 1, 3, Columns })]
    public void Arrays_that_do_not_belong_together_are_refused_in_a_sealed_file_too(string name, int[] shape) =>
        Refused(arrays => arrays[name] = Zeros(arrays[name].Data.GetType().GetElementType()!, shape), name);

    [Test]
    public void Sealed_file_with_an_array_more_or_less_is_refused()
    {
        Refused(arrays => arrays["more"] = Of([1]), "one more");
        foreach (string name in Arrays().Keys.Except(["settings", "images", "predictions", "logits"]))
        {
            Refused(arrays => arrays.Remove(name), $"without {name}");
        }
    }

    [Test]
    public void File_of_another_format_is_refused_though_its_seal_is_whole()
    {
        var arrays = new Dictionary<string, NpyArray>(GoldenFile.Sealed(Arrays()));
        arrays["format"] = Of([3]);
        string path = Write(arrays);
        Assert.That(Assert.Throws<AcsException>(() => GoldenTrace.Load(path))!.Actual, Is.EqualTo("another format"));
    }

    private void Refused(Action<Dictionary<string, NpyArray>> change, string what)
    {
        Dictionary<string, NpyArray> arrays = Arrays();
        change(arrays);
        string path = Write(GoldenFile.Sealed(arrays));
        var error = Assert.Throws<AcsException>(() => GoldenTrace.Load(path), what)!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged), what);
    }

    private static AcsException Differs(GoldenTrace golden, GoldenTrace actual, string where, string what)
    {
        AcsException? error = Check().Compare(golden, actual);
        Assert.That(error?.Code, Is.EqualTo(ErrorCode.GoldenMismatch));
        Assert.That(error!.Where, Does.Contain(where));
        Assert.That(error.Message, Does.Contain(what));
        Assert.That(error.Remedy, Does.Contain(what == "other settings" ? "acs golden FILE" : "scripts/acs golden x.yaml"));
        return error;
    }

    private static GoldenCheck Check() => new(TestPrograms.Small(), "scripts/acs run x.yaml", "scripts/acs golden x.yaml");

    private GoldenTrace Trace(Action<Dictionary<string, NpyArray>>? change = null)
    {
        Dictionary<string, NpyArray> arrays = Arrays();
        change?.Invoke(arrays);
        return GoldenTrace.Load(Write(GoldenFile.Sealed(arrays)));
    }

    private GoldenTrace Without(GoldenTrace trace, string array) =>
        Trace(arrays =>
        {
            foreach ((string name, NpyArray value) in trace.Arrays.Where(pair => arrays.ContainsKey(pair.Key)))
            {
                arrays[name] = name == array ? new NpyArray(new sbyte[value.Data.Length], value.Shape) : value;
            }
        });

    private string Write(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        string path = _folder.File("golden.npz");
        NpzArchive.Write(path, arrays);
        return path;
    }

    // Images 7 and 8, the first of them recorded: an MVM of core 1 in step 0, position 3, and one of core 9 in step 1, position 4.
    private static Dictionary<string, NpyArray> Arrays()
    {
        var arrays = new Dictionary<string, NpyArray>
        {
            ["scenario"] = GoldenFile.Text("by hand"),
            ["choices"] = GoldenFile.Text("seed 1"),
            ["settings"] = new(new[] { 4UL }, [1]),
            ["images"] = Of([7, 8]),
            ["predictions"] = Of([2, 3]),
            ["logits"] = Zeros(typeof(sbyte), [2, Classes]),
            ["recorded"] = Of([7]),
        };
        Mvms(arrays, 2);
        return arrays;
    }

    private static void Mvms(Dictionary<string, NpyArray> arrays, int count)
    {
        int[] places = [0, 1, 3, 1, 9, 4];
        arrays["places"] = new NpyArray(places[..(3 * count)], [count, 3]);
        arrays["digests"] = Zeros(typeof(ulong), [1, count]);
        foreach ((string name, Type type) in ((string, Type)[])[("inputs", typeof(sbyte)), ("counts_p", typeof(ushort)), ("counts_n", typeof(ushort)), ("outputs", typeof(sbyte))])
        {
            arrays[name] = Zeros(type, [1, count, Columns]);
        }
    }

    private static NpyArray Of(int[] values) => new(values, [values.Length]);

    private static NpyArray Zeros(Type type, int[] shape) => new(Array.CreateInstance(type, shape.Aggregate(1, (product, n) => product * n)), shape);

    private static void Flip(Dictionary<string, NpyArray> arrays, string name, int index)
    {
        Array data = arrays[name].Data;
        data.SetValue(Convert.ChangeType(1, data.GetType().GetElementType()!, System.Globalization.CultureInfo.InvariantCulture), index);
    }
}
