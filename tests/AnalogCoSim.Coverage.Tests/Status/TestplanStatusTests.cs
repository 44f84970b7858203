using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Reporting;
using AnalogCoSim.Coverage.Status;
using AnalogCoSim.Coverage.Tests.Support;

namespace AnalogCoSim.Coverage.Tests.Status;

public sealed class TestplanStatusTests
{
    private Samples _samples = null!;

    [SetUp]
    public void Make() => _samples = new Samples();

    [TearDown]
    public void Remove() => _samples.Dispose();

    [Test]
    public void Testpoint_whose_tests_passed_and_whose_modules_are_covered_is_green() => Assert.That(Judge(Report(1, 1)).Colour, Is.EqualTo(TestpointColour.Green));

    [Test]
    public void Testpoint_with_holes_is_amber_and_names_their_number()
    {
        TestpointStatus status = Judge(Report(0, 1));
        Assert.That((status.Colour, status.Coverage, status.Reasons.Single()), Is.EqualTo((TestpointColour.Amber, "2 lines, 1 branches, 0 toggles open", "2 lines, 1 branches, 0 toggles open")));
    }

    [Test]
    public void Testpoint_whose_only_hole_is_a_toggle_is_amber() => Assert.That(Judge(Report(1, 0)).Reasons, Is.EqualTo(["0 lines, 0 branches, 1 toggles open"]));

    [Test]
    public void Testpoint_without_coverage_is_amber() => Assert.That(Judge(null).Reasons, Is.EqualTo(["coverage of toy is not known"]));

    [Test]
    public void Testpoint_of_a_module_that_was_not_measured_is_amber() => Assert.That(Judge(Report(1, 1), Point() with { Modules = ["toy", "boy"] }).Reasons, Is.EqualTo(["coverage of boy is not known"]));

    [Test]
    public void Test_that_was_not_run_is_red()
    {
        TestpointStatus status = Judge(Report(1, 1), Point() with { Tests = ["A.passes", "A.missing"] });
        Assert.That((status.Colour, status.Passed, status.Total, status.Reasons.Single()), Is.EqualTo((TestpointColour.Red, 2, 3, "A.missing was not run")));
    }

    [Test]
    public void Test_that_failed_is_red() => Assert.That(Judge(Report(1, 1), Point() with { Tests = ["A.fails"] }).Reasons, Is.EqualTo(["A.fails failed"]));

    [Test]
    public void Scenario_that_was_not_run_is_red() => Assert.That(Judge(Report(1, 1), Point() with { Scenarios = ["gone"] }).Colour, Is.EqualTo(TestpointColour.Red));

    [Test]
    public void Testpoint_with_nothing_behind_it_is_red() => Assert.That(Judge(Report(1, 1), Point() with { Tests = [], Scenarios = [] }).Reasons, Is.EqualTo(["it has neither tests nor scenarios"]));

    [Test]
    public void Results_of_tests_are_joined_by_class_and_method_and_one_failed_case_fails_a_test()
    {
        Directory.CreateDirectory(_samples.PathOf("tests"));
        _samples.Write("tests/a.trx", Trx(
            ("N.Space.LinkTests", "Good", "Passed"), ("N.LinkTests", "Cases(1,\"a.b\")", "Passed"), ("N.LinkTests", "Cases(2)", "Failed"), ("N.LinkTests(3)", "Skips", "NotExecuted"), ("N.Outer+Inner", "Deep", "Passed")));
        TestResults results = TestResults.Read(_samples.Folder);
        Assert.That(results.Tests, Is.EquivalentTo(new Dictionary<string, bool> { ["LinkTests.Good"] = true, ["LinkTests.Cases"] = false, ["LinkTests.Skips"] = false, ["Outer+Inner.Deep"] = true }));
    }

    [Test]
    public void Later_result_replaces_an_earlier_one()
    {
        Directory.CreateDirectory(_samples.PathOf("tests"));
        File.SetLastWriteTimeUtc(_samples.Write("tests/b.trx", Trx(("N.T", "x", "Passed"))), DateTime.UtcNow.AddHours(-1));
        _samples.Write("tests/a.trx", Trx(("N.T", "x", "Failed")));
        Assert.That(TestResults.Read(_samples.Folder).Tests["T.x"], Is.False);
    }

    [Test]
    public void Other_cases_of_a_night_do_not_hide_what_failed_by_day()
    {
        Directory.CreateDirectory(_samples.PathOf("tests"));
        Directory.CreateDirectory(_samples.PathOf("nightly/2026-01-01/jobs/tests-Rtl"));
        File.SetLastWriteTimeUtc(_samples.Write("tests/a.trx", Trx(("N.T", "x(1)", "Failed"))), DateTime.UtcNow.AddHours(-1));
        _samples.Write("nightly/2026-01-01/jobs/tests-Rtl/a.trx", Trx(("N.T", "x(2)", "Passed"), ("N.T(3)", "x(1)", "Passed"), ("N.T", "night", "Passed")));
        Assert.That(TestResults.Read(_samples.Folder).Tests, Is.EquivalentTo(new Dictionary<string, bool> { ["T.x"] = false, ["T.night"] = true }));
    }

    [Test]
    public void Results_of_scenarios_are_found_in_their_folders()
    {
        // The second as deep as a night keeps those of its coverage.
        foreach (string name in (string[])["quickstart", "nightly/2026-01-01/jobs/coverage/result/runs/fp16-arithmetic"])
        {
            Directory.CreateDirectory(_samples.PathOf(name));
            _samples.Write(name + "/result.json", $"{{\"scenario\":\"{Path.GetFileName(name)}\",\"passed\":true}}");
        }

        Assert.That(TestResults.Read(_samples.Folder).Scenarios, Is.EquivalentTo(new Dictionary<string, bool> { ["quickstart"] = true, ["fp16-arithmetic"] = true }));
    }

    [TestCase("tests/a.trx", "<TestRun>")]
    [TestCase("tests/a.trx", "<!DOCTYPE x [<!ENTITY a \"b\">]><TestRun/>")]
    [TestCase("tests/result.json", "{\"scenario\":3,\"passed\":true}")]
    [TestCase("tests/result.json", "{\"scenario\":\"x\"}")]
    [TestCase("tests/result.json", "[1")]
    public void Damaged_result_is_a_coded_error(string name, string text)
    {
        Directory.CreateDirectory(_samples.PathOf("tests"));
        _samples.Write(name, text);
        Assert.That(Assert.Throws<AcsException>(() => TestResults.Read(_samples.Folder))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [TestCase("family: f\ntestpoints:\n  - { name: a, stage: V1 }", "a key 'desc'")]
    [TestCase("family: f\ntestpoints:\n  - { name: a, stage: V1, desc: d, tets: [x] }", "perhaps tests")]
    [TestCase("family: f\ntestpoints:\n  - { name: a, stage: V1, desc: d }\n  - { name: a, stage: V1, desc: d }", "names that stand once")]
    [TestCase("family: f\ntestpoints:\n  - { name: a, stage: V1, desc: d, tests: x }", "a list")]
    public void Wrong_testplan_is_refused_with_its_place(string text, string expected)
    {
        AcsException error = Assert.Throws<AcsException>(() => TestplanFile.Read(_samples.Write("testplan.yaml", text), "testplan.yaml"))!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.Testplan));
        Assert.That(error.Expected, Does.Contain(expected));
    }

    [Test]
    public void Testplans_of_this_checkout_are_read()
    {
        IReadOnlyList<Testpoint> points = TestplanFile.ReadAll(Core.Files.Checkout.Around(AppContext.BaseDirectory)!);
        Assert.That(points.Select(point => point.Name), Does.Contain("fp16.arithmetic").And.Contain("inference.lockstep"));
    }

    private static Testpoint Point() => new("testbenches/toy/testplan.yaml", "toy", "p", "V1", "d", ["toy"], ["A.passes"], ["quick"]);

    private CoverageReport Report(long other, long bit) => CoverageReport.Of([_samples.Run("a", Samples.Code(5, 1, other, bit))], _samples.Sources, []);

    private static TestpointStatus Judge(CoverageReport? report, Testpoint? point = null) => TestplanStatus.Of(
        [point ?? Point()], new TestResults(new Dictionary<string, bool> { ["A.passes"] = true, ["A.fails"] = false }, new Dictionary<string, bool> { ["quick"] = true }), report).Single();

    private static string Trx(params (string Class, string Name, string Outcome)[] tests) =>
        "<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"><Results>"
        + string.Concat(tests.Select((test, index) => $"<UnitTestResult testId=\"{index}\" testName=\"{System.Security.SecurityElement.Escape(test.Name)}\" outcome=\"{test.Outcome}\"/>"))
        + "</Results><TestDefinitions>"
        + string.Concat(tests.Select((test, index) => $"<UnitTest id=\"{index}\"><TestMethod className=\"{test.Class}\" name=\"{System.Security.SecurityElement.Escape(test.Name)}\"/></UnitTest>"))
        + "</TestDefinitions></TestRun>";
}
