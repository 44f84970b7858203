using System.Xml.Linq;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Tests.Support;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Testbench.Tests.Running;

public sealed class BlockRunnerTests
{
    private const string Random = Folder.Adder + "timeout: 50\nstimulus: [{ name: random, count: 3000, fields: { a: [corner, any], b: { weights: { any: 9, 0xFF: 1 } } } }]\n";

    private Folder _folder = null!;

    [SetUp]
    public void Make() => _folder = new Folder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public void A_block_that_does_what_its_model_says_passes(bool timed)
    {
        BlockResult result = _folder.Run(Random, new AdderBench(timed: timed));
        Assert.That((result.Passed, result.Driven, result.Compared, result.Error), Is.EqualTo((true, 3000, 3000L, (BlockError?)null)));
        Assert.That(result.Clocks, Is.InRange(3000, 6000));
    }

    // A block here, an include folder there: all that they share may be the root of the file system.
    [TestCase("/usr/include")]
    [TestCase("/")]
    public void A_block_may_include_from_anywhere(string include)
    {
        BlockResult result = _folder.Run(Random.Replace("top: adder", $"top: adder, includes: ['{include}']", StringComparison.Ordinal), new AdderBench());
        Assert.That(result.Passed);
    }

    [TestCase(1, "ACS0407", "{ a: 0xF0, b: 0x10 }")]
    [TestCase(2, "ACS0407", "{ a: 0x81 }", "{ a: 0x08 }", "{}")]
    [TestCase(3, "ACS0407", "{ a: 0x40 }", "{ gap: 1 }")]
    [TestCase(4, "ACS0408", "{}")]
    [TestCase(5, "ACS0601", "{ a: 0xFF, b: 0xFF }")]
    [TestCase(6, "ACS0407", "{ a: 0x80* }", "{ a: 0x80, b: 0x80 }")]
    public void A_bug_in_a_corner_is_found_and_reduced_to_its_core(int bug, string code, params string[] core)
    {
        BlockResult result = _folder.Run(Random, new AdderBench(bug));
        Assert.That((result.Passed, result.Error?.Code), Is.EqualTo((false, code)));
        Assert.That(result.Shrunk!.Transactions, Has.Count.EqualTo(core.Length));
        for (int k = 0; k < core.Length; k++)
        {
            Assert.That(result.Shrunk.Transactions[k], Does.Match("^" + System.Text.RegularExpressions.Regex.Escape(core[k]).Replace("\\*", ".*", StringComparison.Ordinal) + "$"));
        }

        Assert.That(result.Shrunk.Complete);
    }

    [Test]
    public void What_is_left_of_a_failure_is_a_scenario_that_repeats_it_with_waves()
    {
        BlockResult first = _folder.Run(Random, new AdderBench(1), files: true);
        BlockScenario shrunk = BlockScenario.Load(first.Shrunk!.File!);
        BlockResult again = BlockRunner.Run(shrunk, new BlockRunOptions { Benches = new BlockBenches(new AdderBench(1)), ResultFolder = _folder.In("again") });
        BlockResult healthy = BlockRunner.Run(shrunk, new BlockRunOptions { Benches = new BlockBenches(new AdderBench()) });
        Assert.Multiple(() =>
        {
            Assert.That(first.Shrunk.Repeat, Does.StartWith("scripts/acs run ").And.EndWith("shrunk.yaml"));
            Assert.That(first.Failure!.Render(), Does.Contain(first.Shrunk.Repeat).And.Contain("{ a: 0xF0, b: 0x10 }").And.Contain("failure.fst"));
            Assert.That((again.Error!.Code, again.Error.Expected, again.Error.Actual, again.Transactions), Is.EqualTo(("ACS0407", "256", "0", 1)));
            Assert.That(again.Error.Where, Does.StartWith("transaction 0 (shrunk), check 'sum', clock 1\n"));
            Assert.That(healthy.Passed);
            foreach (BlockWaves waves in (BlockWaves[])[first.Waves!, again.Waves!])
            {
                Assert.That(new FileInfo(waves.File).Length, Is.GreaterThan(100));
                Assert.That((waves.Clock, waves.Picoseconds), Is.EqualTo((1L, 10_000L)), "two clocks of reset before clock 0");
            }
        });
    }

    [Test]
    public void A_failure_of_the_last_transaction_alone_is_found()
    {
        const string Last = Folder.Adder + "stimulus: [{ name: random, count: 50, fields: { a: 1 } }, { name: last, transactions: [{ a: 0xF0, b: 0x10 }] }]\n";
        Assert.That(_folder.Run(Last, new AdderBench(1)).Error?.Where, Does.StartWith("transaction 50 (last)"));
        Assert.That(_folder.Run(Last.Replace("0xF0", "0x40", StringComparison.Ordinal), new AdderBench(3)).Error?.Code, Is.EqualTo("ACS0409"));
        Assert.That(_folder.Run(Last.Replace("0xF0", "0x40", StringComparison.Ordinal), new AdderBench(4), files: false, "timeout=20").Error?.Code, Is.EqualTo("ACS0408"));
    }

    [Test]
    public void The_result_is_written_and_told_as_JUnit()
    {
        BlockResult failed = _folder.Run(Random, new AdderBench(1), files: true, "record.transactions=true");
        XElement suite = XDocument.Load(_folder.In("results/junit.xml")).Root!.Element("testsuite")!;
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(_folder.In("results/result.json")), Does.Contain("\"code\": \"ACS0407\"").And.Contain(failed.StimulusDigest));
            Assert.That(File.ReadAllText(_folder.In("results/run.log")), Does.Contain("shrunk from"));
            Assert.That((string?)suite.Attribute("failures"), Is.EqualTo("1"));
            Assert.That(suite.Element("testcase")!.Element("failure")!.Value, Does.Contain("{ a: 0xF0, b: 0x10 }").And.Contain("shrunk.yaml"));
            Assert.That(_folder.Load(Folder.Adder + "stimulus: [{ name: again, file: results/transactions.yaml }]\n"), Is.Not.Null);
        });
        BlockResult replayed = _folder.Run(Folder.Adder + "stimulus: [{ name: again, file: results/transactions.yaml }]\n", new AdderBench(1));
        Assert.That((replayed.Error?.Actual, replayed.Transactions), Is.EqualTo((failed.Error!.Actual, failed.Driven)));
    }

    [Test]
    public void Coverage_is_counted_chosen_and_expected()
    {
        const string Small = Folder.Adder + "stimulus: [{ name: r, transactions: [{ a: 255, b: 1 }, { a: 1 }] }]\n";
        BlockResult all = _folder.Run(Small, new AdderBench(), files: false, "expect.coverage=100");
        BlockResult chosen = _folder.Run(Small, new AdderBench(), files: false, "expect.coverage=100", "coverage.groups=sums");
        Assert.Multiple(() =>
        {
            Assert.That(all.Passed, Is.False);
            Assert.That(all.Expectations.Single(one => one.Name == "coverage").Actual, Is.EqualTo("75 % (3 of 4 goals); not: gaps.gap.some"));
            Assert.That(chosen.Passed);
            Assert.That(chosen.Coverage.Bins.Select(bin => (bin.Bin, bin.Count)).Take(2), Is.EqualTo([("off", 1L), ("on", 1L)]));
            Assert.That(Assert.Throws<AcsException>(() => _folder.Run(Small, new AdderBench(), files: false, "coverage.groups=sum"))!.Message, Does.Contain("no cover group 'sum'"));
        });
    }

    [Test]
    public void Coverage_that_nobody_counts_is_not_reached() =>
        Assert.That(_folder.Run(Random, new WaitingBench(), files: false, "expect.coverage=1").Expectations.Single(one => one.Name == "coverage").Met, Is.False);

    [Test]
    public void An_assertion_that_is_expected_has_to_fail_and_no_other()
    {
        const string Full = Folder.Adder + "expect: { assertion: SumLimit }\nstimulus: [{ name: r, transactions: [{ a: 255, b: 255 }] }]\n";
        Assert.That(_folder.Run(Full, new AdderBench(5)).Passed);
        Assert.That(_folder.Run(Full, new AdderBench()).Expectations.Single().Actual, Is.EqualTo("no failure"));
        Assert.That(_folder.Run(Full, new AdderBench(5), files: false, "expect.assertion=Other").Error?.Code, Is.EqualTo("ACS0601"));
    }

    [Test]
    public void A_run_that_compares_too_little_does_not_pass() =>
        Assert.That(_folder.Run(Random, new AdderBench(), files: false, "expect.compared=3001").Expectations.Single().Met, Is.False);

    [Test]
    public void A_driver_that_is_kept_waiting_is_a_failure_of_the_run()
    {
        BlockResult result = _folder.Run(Random, new WaitingBench());
        Assert.That((result.Error?.Code, result.Error?.Message), Is.EqualTo(("ACS0602", "The block keeps its driver waiting.")));
    }

    [Test]
    public void Unknown_benches_and_files_are_told_with_their_line()
    {
        AcsException bench = Assert.Throws<AcsException>(() => _folder.Run(Random.Replace("model: adder", "model: addre", StringComparison.Ordinal), new AdderBench()))!;
        AcsException file = Assert.Throws<AcsException>(() => _folder.Run(Random.Replace("[adder.sv]", "[other.sv]", StringComparison.Ordinal), new AdderBench()))!;
        Assert.That((bench.Remedy, file.Code), Is.EqualTo(("Did you mean 'adder'?", ErrorCode.ScenarioInvalidValue)));
        Assert.That(bench.Where, Does.StartWith(_folder.In("small.yaml") + ":3:"));
        Assert.That(file.Where, Does.StartWith(_folder.In("small.yaml") + ":2:"));
    }

    // Never takes anything.
    private sealed class WaitingBench : IBlockBench
    {
        private readonly AdderBench _inner = new();

        public string Name => _inner.Name;

        public string Description => _inner.Description;

        public TransactionShape Shape(PortTable ports) => _inner.Shape(ports);

        public IReadOnlyList<Check> Checks(PortTable ports) => _inner.Checks(ports);

        public BlockParts Open(BlockContext context) => _inner.Open(context) with { Driver = new Waiting() };

        private sealed class Waiting : IDriver
        {
            public bool Drive(long clock) => true;
        }
    }
}
