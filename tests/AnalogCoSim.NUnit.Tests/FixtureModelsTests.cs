using AnalogCoSim.Core.Errors;
using AnalogCoSim.NUnit.Fixtures;
using AnalogCoSim.Verilator.Building;
using NUnit.Framework.Internal;

namespace AnalogCoSim.NUnit.Tests;

/// <summary>What happens to models around a test, by its end.</summary>
[NonParallelizable]
[Category("Smoke")]
public sealed class FixtureModelsTests
{
    private readonly Holder _holder = new();
    private Case _case = null!;

    private static Test This => TestExecutionContext.CurrentContext.CurrentTest;

    [Test]
    public void Model_of_a_passed_test_is_used_again_in_its_first_state()
    {
        Settings(out ModelSettings settings);
        Tally first = Begin(settings);
        first.Reset.Pulse();
        first.Enable = true;
        first.Clock.Run(4);
        End(passed: true);

        Tally second = Begin(settings);
        Assert.That(second, Is.SameAs(first));
        Assert.That((second.Count, second.Clock.Count, second.Enable), Is.EqualTo((0, 0, false)));
        End(passed: true);
    }

    [Test]
    public void Model_whose_assertion_failed_as_expected_while_a_register_was_held_is_used_again()
    {
        Settings(out ModelSettings settings);
        Tally first = Begin(settings);
        byte[] fresh = first.Registers.Peek(".count_q");
        first.Reset.Pulse();
        first.Registers.Force(".count_q", 7);
        Assert.That(Assert.Throws<AcsException>(() => first.Clock.Run(2))!.Actual, Does.Contain("counts while not enabled"));
        End(passed: true);

        Tally second = Begin(settings);
        Assert.That(second, Is.SameAs(first));
        Assert.That(second.Registers.Peek(".count_q"), Is.EqualTo(fresh).And.Not.EqualTo(new byte[] { 7, 0 }), "it has the state of a new model");
        second.Reset.Pulse();
        second.Clock.Run(5);
        Assert.That(second.Count, Is.Zero, "nothing is held");
        End(passed: true);
    }

    [Test]
    public void Model_of_a_failed_test_is_thrown_away_and_its_log_attached()
    {
        Settings(out ModelSettings settings);
        Tally first = Begin(settings);
        first.Reset.Pulse();
        first.Enable = true;
        first.Clock.Run(2);
        string log = End(passed: false).Single();

        Assert.That(first.IsDisposed);
        Assert.That(Begin(settings), Is.Not.SameAs(first));
        End(passed: true);
        string text = File.ReadAllText(log);
        Assert.That(text, Does.Contain($"seed    {Randomizer.InitialSeed}\n").And.Contains("tally, flavour Check, clock 4").And.Contains("    count 1\n    count 2\n"));
        Assert.That(text, Does.Contain($"dotnet test --filter 'FullyQualifiedName={GetType().FullName}.{nameof(Model_of_a_failed_test_is_thrown_away_and_its_log_attached)}' -- NUnit.RandomSeed="));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Property_is_empty_after_the_test(bool passed)
    {
        Settings(out ModelSettings settings);
        Begin(settings);
        End(passed);
        Assert.That(_holder.Dut, Is.Null, "what runs later must not drive a model that another test has");
    }

    [TestCase("a, b")]
    public void Command_of_a_case_names_its_method(string argument)
    {
        Assert.That(This.Arguments, Is.EqualTo([argument]));
        Assert.That(FailureFiles.Again(This), Does.StartWith($"dotnet test --filter 'FullyQualifiedName~{GetType().FullName}.{nameof(Command_of_a_case_names_its_method)}' -- "));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Waves_are_kept_where_the_test_failed(bool passed)
    {
        var settings = new ModelSettings(ModelFlavour.Trace, Waves: true, Pooled: true, string.Empty);
        Tally model = Begin(settings);
        model.Reset.Pulse();
        model.Enable = true;
        model.Clock.Run(20);
        string[] files = End(passed);

        string[] waves = [.. files.Where(file => file.EndsWith(".fst", StringComparison.Ordinal))];
        Assert.That(waves, Has.Length.EqualTo(passed ? 0 : 1));
        Assert.That(Directory.GetFiles(Path.Combine(TestContext.CurrentContext.WorkDirectory, "rtl-failures"), $"*{_case.Id}*.fst"), Has.Length.EqualTo(waves.Length));
        Assert.That(waves.Select(file => new FileInfo(file).Length), Is.All.GreaterThan(200));
    }

    [Test]
    [Category("Nightly")]
    public void Model_without_snapshots_and_one_that_the_test_disposed_are_made_anew()
    {
        int made = Tally.Made;
        var fast = new ModelSettings(ModelFlavour.Fast, Waves: false, Pooled: true, "+once");
        Begin(fast);
        End(passed: true);
        Begin(fast);
        End(passed: true);
        Settings(out ModelSettings settings);
        Begin(settings).Dispose();
        End(passed: true);
        Assert.That(Begin(settings).IsDisposed, Is.False);
        End(passed: true);
        Assert.That(Tally.Made, Is.EqualTo(made + 4));
    }

    [Test]
    public void Fixture_without_a_place_and_one_that_two_tests_share_are_refused()
    {
        Settings(out ModelSettings settings);
        Assert.That(Assert.Throws<InvalidOperationException>(() => FixtureModels.Begin(new Case(new object()), settings))!.Message, Does.Contain("no property for a model"));
        Begin(settings);
        Assert.That(Assert.Throws<InvalidOperationException>(() => FixtureModels.Begin(new Case(_holder), settings))!.Message, Does.Contain("InstancePerTestCase"));
        End(passed: true);
    }

    [Test]
    public void Flavour_that_does_not_exist_is_refused_with_those_that_do() =>
        Assert.That(Assert.Throws<InvalidOperationException>(() => new RtlFixtureAttribute { Flavour = "Czech" }.BeforeTest(new Case(_holder)))!.Message, Does.Contain("Check"));

    // Settings of this test alone, so that no model of another one is waiting.
    private static void Settings(out ModelSettings settings) => settings = new ModelSettings(null, Waves: false, Pooled: true, $"+test={This.Id}");

    private Tally Begin(ModelSettings settings)
    {
        _case = new Case(_holder);
        FixtureModels.Begin(_case, settings);
        return _holder.Dut;
    }

    private string[] End(bool passed)
    {
        int before = TestExecutionContext.CurrentContext.CurrentResult.TestAttachments.Count;
        FixtureModels.End(_case, passed);
        return [.. TestExecutionContext.CurrentContext.CurrentResult.TestAttachments.Skip(before).Select(one => one.FilePath)];
    }

    private sealed class Holder
    {
        internal Tally Dut { get; set; } = null!;
    }

    // The running test with another fixture object.
    private sealed class Case(object fixture) : TestMethod(((TestMethod)This).Method)
    {
        public override object? Fixture { get; set; } = fixture;
    }
}
