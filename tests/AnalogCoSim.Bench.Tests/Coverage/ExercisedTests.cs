using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Tests.Coverage;

/// <summary>What a run says that it exercised is what its program and its MVMs hold.</summary>
[TestFixture]
public sealed class ExercisedTests
{
    // First tile of a row that the quick start leaves idle where its cores stand close together.
    private const int FarRow = 56;

    [Test]
    public void Values_at_the_ends_of_their_ranges_are_counted_as_the_engine_reports_them()
    {
        (long high, long low, long full, long zero) = (0, 0, 0, 0);
        ScenarioResult result = Quickstart.Run(new BrokenEngineFactory((_, _, _, _, countsP, countsN, outputs) =>
        {
            high += outputs.Count((sbyte)127);
            low += outputs.Count((sbyte)-128);
            full += countsP.Count((ushort)4095) + countsN.Count((ushort)4095);
            zero += countsP.Count((ushort)0) + countsN.Count((ushort)0);
        }));
        Assert.Multiple(() =>
        {
            Assert.That(Count(result, "LDPU output 127"), Is.EqualTo(high).And.Positive);
            Assert.That(Count(result, "LDPU output -128"), Is.EqualTo(low));
            Assert.That(Count(result, "ADC count 4095"), Is.EqualTo(full));
            Assert.That(Count(result, "ADC count 0"), Is.EqualTo(zero).And.Positive);
            Assert.That(Count(result, "4-phase reads"), Is.EqualTo(result.Mvms));
            Assert.That(Count(result, "1-phase reads"), Is.Zero);
        });
    }

    [Test]
    public void Cores_and_columns_are_those_of_the_program_and_what_is_not_used_is_named()
    {
        ProgrammedChip chip = QuickstartChip();
        Exercised exercised = new ExerciseReport(chip, Everything(chip), default).Build();
        Assert.Multiple(() =>
        {
            Assert.That(Item(exercised, "cores"), Is.EqualTo(new ExercisedItem("cores", chip.Program.Slices.Select(slice => slice.Core).Distinct().Count(), 64)));
            Assert.That(Item(exercised, "links").Of, Is.EqualTo(320));
            Assert.That(Item(exercised, "links").Count, Is.Positive.And.LessThan(320));
            Assert.That(exercised.NotUsed, Does.Contain("1-phase reads").And.Contain("resets in mid-run").And.Not.Contains("cores"));
            Assert.That(exercised.ToString(), Does.Contain("of 320 links").And.Contain("not: ").And.Not.Contain("\n"));
        });
    }

    [Test]
    public void Layers_that_did_not_run_exercise_nothing()
    {
        ProgrammedChip chip = QuickstartChip();
        Exercised exercised = new ExerciseReport(chip, new long[chip.Program.Steps.Count], default).Build();
        Assert.That(exercised.Items.Where(item => item.Used), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    public void Forwarding_is_counted_by_its_hops_and_every_link_on_the_way(int hops)
    {
        ProgrammedChip near = QuickstartChip();
        ProgrammedChip chip = ProgrammedChip.Create(Stretched(near.Program, hops), near.Analog);
        Exercised before = new ExerciseReport(near, Everything(near), default).Build();
        Exercised exercised = new ExerciseReport(chip, Everything(chip), default).Build();
        long Gained(string name) => Item(exercised, name).Count - Item(before, name).Count;
        Assert.Multiple(() =>
        {
            Assert.That(Gained("packets forwarded"), Is.EqualTo(hops > 0 ? 1 : 0));
            Assert.That(Gained("packets forwarded over 2 hops or more"), Is.EqualTo(hops > 1 ? 1 : 0));
            Assert.That(Gained("packets forwarded over 3 hops or more"), Is.EqualTo(hops > 2 ? 1 : 0));
            Assert.That(Gained("packets between neighbours"), Is.EqualTo(hops == 0 ? 0 : -1));
            Assert.That(Gained("links"), Is.EqualTo(hops), "one link more for each hop");
        });
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Each_link_carries_the_packets_of_the_cores_that_send_over_it(int hops)
    {
        ProgrammedChip near = QuickstartChip();
        ProgrammedChip chip = ProgrammedChip.Create(Stretched(near.Program, hops), near.Analog);
        const int Images = 5;
        long[] mvms = [.. chip.Program.Steps.Select(step => step is CrossbarStep crossbar ? (long)Images * crossbar.Geometry.Positions * crossbar.Groups.Sum(group => group.Chain.Count) : 0)];
        IReadOnlyList<LinkTraffic> links = LinkCounts.Of(chip, mvms);
        var step = (CrossbarStep)chip.Program.Steps.First(step => step is CrossbarStep { Groups: [{ Chain: [{ Core: FarRow }, _] }, ..] });
        CoreSlice[] tails = [.. chip.Program.Slices.Where(slice => (slice.Ldpu.TxMask & (1 << (int)LinkPort.Host)) != 0)];
        int payload = step.Groups[0].Chain[0].Ldpu.TxLast - step.Groups[0].Chain[0].Ldpu.TxFirst + 1;
        Assert.Multiple(() =>
        {
            for (int hop = 0; hop <= hops; hop++)
            {
                Assert.That(links.Single(link => link.From == FarRow + hop), Is.EqualTo(new LinkTraffic(FarRow + hop, "E1", FarRow + hop + 1, (long)Images * step.Geometry.Positions, (long)Images * step.Geometry.Positions * (2 + payload))));
            }

            Assert.That(links.Where(link => link.To is null).Select(link => link.From), Is.EquivalentTo(tails.Select(slice => slice.Core)));
            Assert.That(LinkCounts.Of(chip, new long[mvms.Length]), Is.Empty, "a run that made no MVM");
        });
    }

    [Test]
    public void Run_of_the_reference_alone_says_that_no_rtl_ran()
    {
        ScenarioResult result = Quickstart.Run(DefaultEngineFactory.Instance, "engine=reference", "data.count=1");
        Assert.That(result.Exercised, Is.EqualTo(Exercised.Nothing));
        Assert.That(result.Exercised.ToString(), Does.Contain("no RTL"));
        Assert.That(result.Links, Is.Empty);
    }

    [Test]
    public void Images_of_an_interrupted_run_count_when_it_goes_on()
    {
        using var folder = new TemporaryFolder();
        string[] settings = ["data.count=4", "batch=1"];
        ScenarioResult whole = Quickstart.Run(new BrokenEngineFactory(), settings);
        var line = CheckpointLine.Of(new BatchOutcome(0, [], new Bench.Lockstep.RunStatistics(1), default, null, new ExerciseCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)), 1);
        string json = System.Text.Json.JsonSerializer.Serialize(line);
        Assert.Multiple(() =>
        {
            Assert.That(System.Text.Json.JsonSerializer.Deserialize<CheckpointLine>(json)!.Outcome().Exercise, Is.EqualTo(new ExerciseCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)));
            Assert.That(Count(whole, "MVMs back to back"), Is.Positive);
        });
    }

    private static long Count(ScenarioResult result, string name) => Item(result.Exercised, name).Count;

    private static ExercisedItem Item(Exercised exercised, string name) => exercised.Items.Single(item => item.Name == name);

    private static long[] Everything(ProgrammedChip chip) => [.. chip.Program.Steps.Select(step => step is CrossbarStep ? 1L : 0)];

    private static ProgrammedChip QuickstartChip()
    {
        ProgrammedChip? chip = null;
        Quickstart.Run(new Seeing(request => chip = request.Chip), "data.count=1", "analog.fidelity=exact", "network.compiler.layout=compact");
        return chip!;
    }

    // The program with the cores of its first chain of two so far apart in a row of idle tiles that a packet between them passes that many tiles.
    private static ChipProgram Stretched(ChipProgram program, int hops)
    {
        int index = program.Steps.ToList().FindIndex(step => step is CrossbarStep { Groups: [{ Chain.Count: 2 }, ..] });
        var step = (CrossbarStep)program.Steps[index];
        ColumnGroup group = step.Groups[0];
        CoreSlice head = group.Chain[0], tail = group.Chain[1];
        const byte East = 1 << (int)LinkPort.E1, West = 1 << (int)LinkPort.W1;
        head = head with
        {
            Core = FarRow,
            Ldpu = head.Ldpu with { TxMask = East },
            Hops = [.. Enumerable.Range(1, hops).Select(k => new HopRoute(FarRow + k, head.Ldpu.TxPath, West, East))],
        };
        tail = tail with { Core = FarRow + 1 + hops, Ldpu = tail.Ldpu with { RxMask = West } };
        ProgramStep stretched = step with { Groups = [group with { Chain = [head, tail] }, .. step.Groups.Skip(1)] };
        return program with { Steps = [.. program.Steps.Select((other, i) => i == index ? stretched : other)] };
    }

    private sealed class Seeing(Action<EngineRequest> see) : IEngineFactory
    {
        private readonly BrokenEngineFactory _inner = new();

        public void Prepare(EngineRequest request, CancellationToken cancellation)
        {
        }

        public EngineUnderTest Create(EngineRequest request)
        {
            see(request);
            return _inner.Create(request);
        }

        public IReadOnlyDictionary<string, string> Versions(EngineKind kind) => new Dictionary<string, string>();
    }
}
