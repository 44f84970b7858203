using AnalogCoSim.Core.Files;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Reporting;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Ldpu;
using AnalogCoSim.Rtl.Tests.Units;
using AnalogCoSim.Rtl.Units;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Coverage;

/// <summary>Coverage of two blocks says what their stimulus reaches, and falls where a part of it is taken away.</summary>
[Category("Smoke")]
public sealed class StimulusCoverageTests
{
    [SetUp]
    public void SkipUnderCoverage()
    {
        if (CoverageHarvest.IsOn)
        {
            Assert.Ignore("this test collects coverage itself");
        }
    }

    [Test]
    [Category("Nightly")]
    public void Fp16_unit_is_covered_by_its_tests_and_less_without_some_operations()
    {
        var tests = new Fp16RtlUnitTests();
        IReadOnlyList<CoverageItem> whole = Covered("fp16", () => Array.ForEach(Enum.GetValues<Fp16Operation>(), tests.Operation_equals_the_reference_for_every_operand_or_on_corners_and_random_ones));
        IReadOnlyList<CoverageItem> less = Covered("fp16", () => tests.Operation_equals_the_reference_for_every_operand_or_on_corners_and_random_ones(Fp16Operation.ToInt8));

        Assert.That(Share(whole, ItemKind.Line), Is.EqualTo(100));
        Assert.That(Share(whole, ItemKind.Toggle), Is.GreaterThanOrEqualTo(95));
        Assert.That(Share(less, ItemKind.Line), Is.LessThan(100));
        Assert.That(Share(less, ItemKind.Toggle), Is.LessThan(95), "below the goal");
        Assert.That(HoleList.Of(less.Where(item => item.IsHole)), Has.Some.StartWith("toggle rtl/fp16/").And.Some.StartWith("line rtl/fp16/"));
    }

    [Test]
    [Category("Nightly")]
    public void Ldpu_is_covered_by_random_registers_and_less_without_received_bytes()
    {
        IReadOnlyList<CoverageItem> whole = Covered("ldpu", () => Run(combine: true, passes: 12));
        IReadOnlyList<CoverageItem> less = Covered("ldpu", () => Run(combine: false, passes: 12));

        Assert.That(Share(whole, ItemKind.Line), Is.EqualTo(100));
        Assert.That(Share(whole, ItemKind.Toggle), Is.GreaterThanOrEqualTo(95));
        Assert.That(Share(less, ItemKind.Toggle), Is.LessThan(Share(whole, ItemKind.Toggle)));
        Assert.That(HoleList.Of(less.Where(item => item.IsHole)), Has.Some.Contains("combine"));
    }

    [Test]
    public void Nothing_that_toggles_while_the_reset_is_asserted_counts()
    {
        IReadOnlyList<CoverageItem> held = Covered("fp16", () =>
        {
            using VerilatedModel model = Unit(randomPowerUp: true);
            Drive(model, clocks: 400, reset: true);
        });

        Assert.That(held, Is.Not.Empty);
        Assert.That(held.Where(item => item.Kind == ItemKind.Toggle && item.IsCovered).Select(item => item.Title), Is.Empty);
        Assert.That(held.Where(item => item.Kind == ItemKind.Line && item.IsCovered).Select(item => item.Line), Is.All.InRange(47, 49), "only the branch of the reset");
    }

    [Test]
    public void Registers_that_power_up_at_random_and_are_reset_do_not_count_as_toggled()
    {
        IReadOnlyList<CoverageItem> idle = Covered("fp16", () =>
        {
            for (int seed = 1; seed <= 8; seed++)
            {
                using VerilatedModel model = Unit(randomPowerUp: true, seed);
                Drive(model, clocks: 4, reset: true, idle: true);
                Drive(model, clocks: 4, reset: false, idle: true);
            }
        });

        Assert.That(idle.Where(item => item.Kind == ItemKind.Toggle && item.IsCovered).Select(item => item.Name.Split(':')[0]).Distinct(), Is.SubsetOf(["clk_i", "rst_ni"]));
    }

    private static VerilatedModel Unit(bool randomPowerUp, int seed = 1) =>
        new(VerilatorBuild.Default.Build(new ModelSpecification(RtlTree.SourcesOf("acs_fp16_unit"), ModelFlavour.Check) { RandomPowerUp = randomPowerUp }), seed);

    private static void Drive(VerilatedModel model, int clocks, bool reset, bool idle = false)
    {
        var random = new Random(3);
        model.Set("rst_ni", reset ? 0UL : 1UL);
        for (int clock = 0; clock < clocks; clock++)
        {
            foreach (string port in idle ? [] : (string[])["valid_i", "op_i", "a_i", "b_i", "c_i"])
            {
                model.Set(port, (ulong)random.NextInt64());
            }

            model.Run();
        }
    }

    private static void Run(bool combine, int passes)
    {
        using var block = new LdpuBlock();
        for (int seed = 1; seed <= 4; seed++)
        {
            var random = new Random(seed);
            foreach (Func<Random, Chip.Ldpu.LdpuRegisters> make in (Func<Random, Chip.Ldpu.LdpuRegisters>[])[LdpuRegisterSets.Usual, LdpuRegisterSets.Anything])
            {
                Chip.Ldpu.LdpuRegisters registers = make(random) with { Combine = combine, Relu1 = seed % 2 == 0, Relu2 = seed % 3 == 0 };
                Assert.That(block.Compare(registers, [.. Enumerable.Range(0, passes).Select(_ => LdpuPass.Random(random))]), Is.Null);
            }
        }
    }

    private static double Share(IEnumerable<CoverageItem> items, ItemKind kind) => Figure.Of(items.Where(item => item.Kind == kind)).Single().Percent;

    private static IReadOnlyList<CoverageItem> Covered(string folder, Action stimulus)
    {
        var sources = new SourceTree(Checkout.Root!);
        var counts = new List<CodeCoverage>();
        using (CoverageHarvest.Start(sources.Root, (path, resetPath) => counts.Add(CoverageDataFile.ReadOutsideOfResets(path, resetPath, sources.IsResetBranch))))
        {
            stimulus();
        }

        return [.. CoverageItems.Of(CodeCoverage.Merge(counts)).Where(item => item.Folder == folder)];
    }
}
