using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Yaml.Tests.Support;

namespace AnalogCoSim.Testbench.Tests.Stimulus;

/// <summary>Numbers of scenarios of blocks: found in every section, and held to their ranges.</summary>
public sealed class NumberRangeTests
{
    private static IEnumerable<TestCaseData> Numbers() => RecordNumbers.Of(typeof(BlockScenario));

    [TestCaseSource(nameof(Numbers))]
    public void Every_number_has_a_range_and_is_refused_outside_of_it(string path, Type type, double? low, double? high)
    {
        string folder = Directory.CreateTempSubdirectory("acs-numbers-").FullName;
        try
        {
            RecordNumbers.AssertRefusedOutside(typeof(BlockScenario), (path, type, low, high), Load);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Load(string text, string file)
        {
            string at = Path.Combine(folder, file);
            File.WriteAllText(at, text);
            try
            {
                BlockScenario.Load(at);
            }
            catch (AcsException error)
            {
                throw new AcsException(error.Code, error.Message, error.Where?.Replace(folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal));
            }
        }
    }

    [TestCaseSource(nameof(Numbers))]
    public void The_schema_gives_the_range_of_every_number(string path, Type type, double? low, double? high) =>
        RecordNumbers.AssertInSchema(BlockSchema.Write(), (path, type, low, high));

    [Test]
    public void Numbers_are_found_in_every_section() => Assert.That(Numbers().Select(one => one.Arguments[0]), Is.SupersetOf((string[])
    [
        "seed", "rounds", "timeout", "dut.clockPicoseconds", "stimulus.0.count", "stimulus.0.fields.any.weights.any", "record.shrinkSeconds", "expect.coverage", "expect.compared",
    ]));
}
