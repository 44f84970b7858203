using System.Xml.Linq;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Tests.Support;

namespace AnalogCoSim.Report.Tests;

[TestFixture]
public sealed class JUnitReportTests
{
    [Test]
    public void Passed_run_has_one_case_for_itself_and_one_for_each_expectation()
    {
        XElement suite = XDocument.Parse(new JUnitReport().Write(SampleResult.Passed)).Root!.Element("testsuite")!;
        Assert.Multiple(() =>
        {
            Assert.That(suite.Attribute("tests")!.Value, Is.EqualTo("3"));
            Assert.That(suite.Attribute("failures")!.Value, Is.EqualTo("0"));
            Assert.That(suite.Descendants("property").Single(p => p.Attribute("name")!.Value == "repeat").Attribute("value")!.Value, Is.EqualTo(SampleResult.Passed.Repeat));
        });
    }

    [Test]
    public void Failures_carry_code_place_and_repeat_command()
    {
        ScenarioResult result = SampleResult.Failed with { Expectations = [new ExpectationResult("accuracy", "at least 99 %", "95 %", false)] };
        XElement suite = XDocument.Parse(new JUnitReport().Write(result)).Root!.Element("testsuite")!;
        string[] failures = [.. suite.Descendants("failure").Select(f => f.Value)];
        Assert.Multiple(() =>
        {
            Assert.That(suite.Attribute("failures")!.Value, Is.EqualTo("1"), "one failure is one failed case");
            Assert.That(failures[0], Does.Contain("ACS0403").And.Contains("core 3").And.Contains("scripts/acs run"));
            Assert.That(suite.Attribute("skipped")!.Value, Is.EqualTo("1"));
            Assert.That(suite.Descendants("skipped").Single().Attribute("message")!.Value, Does.Contain("at least 99 %"), "what follows from it");
        });
    }

    [Test]
    public void Missed_expectation_of_a_run_without_failure_is_a_failed_case()
    {
        ScenarioResult result = SampleResult.Passed with { Passed = false, Expectations = [new ExpectationResult("accuracy", "at least 99 %", "95 %", false)] };
        Assert.That(XDocument.Parse(new JUnitReport().Write(result)).Descendants("failure").Single().Value, Does.Contain("at least 99 %"));
    }

    [Test]
    public void Control_characters_do_not_break_the_file() =>
        Assert.That(() => XDocument.Parse(new JUnitReport().Write(SampleResult.Passed with { Scenario = "a\u0001b\u001b[0m" })), Throws.Nothing);

    [Test]
    public void Several_results_are_one_file() =>
        Assert.That(XDocument.Parse(JUnitReport.WriteAll([SampleResult.Passed, SampleResult.Failed])).Root!.Elements("testsuite").Count(), Is.EqualTo(2));
}
