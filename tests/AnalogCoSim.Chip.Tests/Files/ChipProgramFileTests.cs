using AnalogCoSim.Chip.Files;
using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Chip.Tests.Files;

[TestFixture]
public sealed class ChipProgramFileTests
{
    private string _folder = null!;

    private string Yaml => Path.Combine(_folder, ChipProgramFile.YamlName);

    private string Arrays => Path.Combine(_folder, ChipProgramFile.ArraysName);

    [SetUp]
    public void SaveProgram()
    {
        _folder = Directory.CreateTempSubdirectory("acs-program-").FullName;
        float[] scale = [.. Enumerable.Range(0, 256).Select(c => 1 + (c / 3f))];
        ChipProgramFile.Save(TestPrograms.WithSlice(TestPrograms.Small(), 1, slice => slice with { ColumnScale = scale }), _folder);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Program_comes_back_unchanged()
    {
        string again = Path.Combine(_folder, "again");
        ChipProgram back = ChipProgramFile.Load(_folder);
        ChipProgramFile.Save(back, again);
        CoreSlice[] expected = [.. TestPrograms.Small().Slices];
        CoreSlice[] slices = [.. back.Slices];
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(again, ChipProgramFile.YamlName)), Is.EqualTo(File.ReadAllText(Yaml)));
            Assert.That(File.ReadAllBytes(Path.Combine(again, ChipProgramFile.ArraysName)), Is.EqualTo(File.ReadAllBytes(Arrays)));
            Assert.That(back.Name, Is.EqualTo("small \"test\""));
            Assert.That(back.Tensors, Is.EqualTo(TestPrograms.Small().Tensors));
            Assert.That(back.Steps.Select(step => step.GetType()), Is.EqualTo(TestPrograms.Small().Steps.Select(step => step.GetType())));
            Assert.That(slices.Select(slice => slice.Weights), Is.EqualTo(expected.Select(slice => slice.Weights)));
            Assert.That(slices.Select(slice => slice.Ldpu.AffineOffset), Is.EqualTo(expected.Select(slice => slice.Ldpu.AffineOffset)));
            Assert.That(slices.Select(slice => slice.Ldpu.RxMask), Is.EqualTo(expected.Select(slice => slice.Ldpu.RxMask)));
            Assert.That(slices[1].ColumnScale![3], Is.EqualTo(2f));
            Assert.That(slices[2].Hops, Is.EqualTo(expected[2].Hops));
        });
    }

    [Test]
    public void A_sampling_comes_back_with_all_its_numbers()
    {
        var sampling = new Sampling { ChannelsBefore = 2, Channels = new SampledAxis(1, 2), Rows = new SampledAxis(3, 4), Columns = new SampledAxis(5, 6), Groups = 2 };
        ChipProgram good = TestPrograms.Small();
        string again = Path.Combine(_folder, "again");
        ChipProgramFile.Save(good with { Steps = [.. good.Steps.Select(step => step is MaxPoolStep ? new SamplingStep { Name = step.Name, Input = step.Input, Output = step.Output, Sampling = sampling } : step)] }, again);
        Assert.That(ChipProgramFile.Load(again).Steps.OfType<SamplingStep>().First().Sampling, Is.EqualTo(sampling));
    }

    [Test]
    public void Program_can_be_named_by_its_yaml_file() => Assert.That(ChipProgramFile.Load(Yaml).Steps, Has.Count.EqualTo(9));

    [TestCase("    residual: 1", "    residuals: 1", "unknown key 'residuals'")]
    [TestCase("weight_max: 0.5", "weight_max: half", "half")]
    [TestCase("enable: true", "enable: yes", "yes")]
    [TestCase("format: 2", "format: 3", "from 1 to 2")]
    [TestCase("pad: [1, 1]", "pad: [1, 1, 1]", "3 items")]
    [TestCase("core: 41", "core: 64", "64")]
    [TestCase("core: 41", "core: 42", "core42_weights")]
    [TestCase("steps:", "steps: [", "")]
    [TestCase("name: \"conv0\"", "name: \"conv0\"\n    name: \"x\"", "")]
    public void Damaged_text_is_refused_with_line_and_column(string good, string bad, string says)
    {
        string text = File.ReadAllText(Yaml);
        int at = text.IndexOf(good, StringComparison.Ordinal);
        File.WriteAllText(Yaml, string.Concat(text.AsSpan(0, at), bad, text.AsSpan(at + good.Length)));
        AcsException error = Assert.Throws<AcsException>(() => ChipProgramFile.Load(_folder))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ProgramInvalid));
            Assert.That(error.Where, Does.Match("program\\.yaml:\\d+:\\d+$"));
            Assert.That(error.Render(), Does.Contain(says));
        });
    }

    [Test]
    public void Unknown_kind_of_step_is_refused_with_its_place_and_the_nearest_one()
    {
        File.WriteAllText(Yaml, File.ReadAllText(Yaml).Replace("kind: max_pool", "kind: max_pol", StringComparison.Ordinal));
        AcsException error = Assert.Throws<AcsException>(() => ChipProgramFile.Load(_folder))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ProgramUnknownStep));
            Assert.That(error.Where, Does.Match("program\\.yaml:\\d+:11$"));
            Assert.That(error.Expected, Is.EqualTo("one of: crossbar, max_pool, average_pool, reshape, add, rescale, slice_pad"));
            Assert.That(error.Remedy, Does.Contain("'max_pool'"));
        });
    }

    [Test]
    public void Every_step_of_the_room_is_a_standard_kind()
    {
        StepKind[] entries =
        [
            .. typeof(ProgramStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ProgramStep)) && !type.IsAbstract).Select(type => (StepKind)type.GetProperty("Entry")!.GetValue(null)!),
        ];
        Assert.That(entries, Has.Length.EqualTo(7));
        Assert.That(entries.Select(kind => StepKinds.Standard.Find(kind.Word)), Is.EqualTo(entries));
        Assert.That(() => StepKinds.Standard.With(entries[0]), Throws.ArgumentException, "a word means one kind");
    }

    [Test]
    public void Text_that_contradicts_itself_is_refused()
    {
        File.WriteAllText(Yaml, File.ReadAllText(Yaml).Replace("forward_mask: 0x04", "forward_mask: 0x10", StringComparison.Ordinal));
        AcsException error = Assert.Throws<AcsException>(() => ChipProgramFile.Load(_folder))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ProgramInvalid));
            Assert.That(error.Actual, Does.Contain("must reach core 12"));
        });
    }

    [Test]
    public void Truncated_arrays_are_reported_as_damaged()
    {
        byte[] bytes = File.ReadAllBytes(Arrays);
        foreach (int length in new[] { 0, 10, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(Arrays, bytes[..length]);
            Assert.That(Assert.Throws<AcsException>(() => ChipProgramFile.Load(_folder))!.Code, Is.EqualTo(ErrorCode.DataDamaged), $"cut at {length}");
        }
    }

    [Test]
    public void Arrays_of_another_shape_are_refused()
    {
        var arrays = new Dictionary<string, NpyArray>(NpzArchive.Read(Arrays)) { ["core40_offsets"] = new(new ushort[512], [256, 2]) };
        NpzArchive.Write(Arrays, arrays);
        Assert.That(Assert.Throws<AcsException>(() => ChipProgramFile.Load(_folder))!.Code, Is.EqualTo(ErrorCode.ProgramInvalid));
    }

    [Test]
    public void Program_of_format_1_is_read_as_it_would_be_written_now()
    {
        ChipProgram now = ChipProgramFile.Load(_folder);
        var arrays = new Dictionary<string, NpyArray>(NpzArchive.Read(Arrays).Where(array => !array.Key.EndsWith("_offsets", StringComparison.Ordinal)));
        foreach (CoreSlice slice in now.Slices)
        {
            ushort[] unused = [.. Enumerable.Repeat((ushort)0x7BFF, 256)];
            ushort[] registers = [.. slice.Ldpu.ScaleP, .. slice.Ldpu.ScaleN, .. slice.Ldpu.Offset, .. unused, .. slice.Ldpu.AffineOffset];
            arrays[$"core{slice.Core:D2}_registers"] = new NpyArray(registers, [5, 256]);
        }

        NpzArchive.Write(Arrays, arrays);
        File.WriteAllText(Yaml, File.ReadAllText(Yaml).Replace("format: 2", "format: 1", StringComparison.Ordinal));

        Assert.That(ChipProgramFile.ContentHash(ChipProgramFile.Load(_folder)), Is.EqualTo(ChipProgramFile.ContentHash(now)));
    }

    [Test]
    public void Corrections_of_converters_come_back_and_stand_in_the_file_only_where_there_are_some()
    {
        string again = Path.Combine(_folder, "again");
        ushort[] scale = [.. Enumerable.Range(0, 256).Select(c => (ushort)(0x3C00 + c))];
        ChipProgramFile.Save(TestPrograms.WithSlice(ChipProgramFile.Load(_folder), 1, slice => slice with { Ldpu = slice.Ldpu with { ScaleN = scale } }), again);

        Assert.That(NpzArchive.Read(Path.Combine(again, ChipProgramFile.ArraysName)).Keys.Where(name => name.EndsWith("_convert", StringComparison.Ordinal)), Is.EqualTo(new[] { "core01_convert" }));
        Assert.That(ChipProgramFile.Load(again).Slices.Single(slice => slice.Core == 1).Ldpu.ScaleN, Is.EqualTo(scale));
    }

    [Test]
    public void Program_with_shared_cores_comes_back()
    {
        string again = Path.Combine(_folder, "again");
        ChipProgramFile.Save(TestPrograms.TwoSteps(), again);

        ChipProgram back = ChipProgramFile.Load(again);

        Assert.That(back.Cores.Select(slice => slice.Core), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(back.Slices.Select(slice => slice.Core), Is.EqualTo(new[] { 0, 1, 0, 1 }));
        Assert.That(ChipProgramFile.ContentHash(back), Is.EqualTo(ChipProgramFile.ContentHash(TestPrograms.TwoSteps())));
    }

    [Test]
    public void Missing_files_are_reported_as_not_found()
    {
        File.Delete(Arrays);
        Assert.Multiple(() =>
        {
            Assert.That(Assert.Throws<AcsException>(() => ChipProgramFile.Load(_folder))!.Code, Is.EqualTo(ErrorCode.DataNotFound));
            Assert.That(Assert.Throws<AcsException>(() => ChipProgramFile.Load(Path.Combine(_folder, "none")))!.Code, Is.EqualTo(ErrorCode.DataNotFound));
        });
    }
}
