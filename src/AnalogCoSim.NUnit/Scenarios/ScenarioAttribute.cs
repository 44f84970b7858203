using AnalogCoSim.Testbench.Benches;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace AnalogCoSim.NUnit.Scenarios;

/// <summary>Makes a test case of every file with a scenario of a block: <c>[Scenario("testbenches/**/*.yaml")] public void Block(ScenarioCase scenario) =&gt; scenario.Passes();</c></summary>
/// <remarks>
/// A case has the name of its file in the test tree, and the tags of its scenario as categories. A pattern is relative to the folder of the test assembly or the nearest folder above it in which it finds something;
/// <c>*</c> stands for a part of a name, <c>**</c> for any folders. A pattern that finds nothing is a test that fails.
/// </remarks>
/// <param name="pattern">Which files; those that are no scenarios of blocks are passed over.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ScenarioAttribute(string pattern) : NUnitAttribute, ITestBuilder, IImplyFixture
{
    private readonly NUnitTestCaseBuilder _builder = new();

    /// <summary>Which files.</summary>
    public string Pattern => pattern;

    /// <summary>A type with a public static property of type <see cref="BlockBenches"/>: the benches that the scenarios name. Left out, all classes of the test assembly that are benches and are made without arguments.</summary>
    public Type? Benches { get; set; }

    /// <summary>Builds the cases.</summary>
    /// <param name="method">Their method, with one parameter of type <see cref="ScenarioCase"/>.</param>
    /// <param name="suite">Where they belong.</param>
    /// <returns>One for each file.</returns>
    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        ArgumentNullException.ThrowIfNull(method);
        (string folder, IReadOnlyList<string> files) = ScenarioFiles.Find(pattern, Path.GetDirectoryName(method.TypeInfo.Assembly.Location)!);
        if (files.Count == 0)
        {
            TestMethod missing = _builder.BuildTestMethod(method, suite, new TestCaseParameters([null!]) { TestName = pattern });
            missing.MakeInvalid($"[Scenario(\"{pattern}\")] finds no scenario of a block in {folder} or above it.");
            return [missing];
        }

        return files.Select(file => Case(method, suite, file, folder));
    }

    private TestMethod Case(IMethodInfo method, Test? suite, string file, string folder)
    {
        var scenario = new ScenarioCase(file, folder, () => BenchesOf.Type(Benches, method.TypeInfo.Assembly));
        var parameters = new TestCaseParameters([scenario]) { TestName = Path.GetFileNameWithoutExtension(file) };
        foreach (string tag in scenario.Tags)
        {
            parameters.Properties.Add(PropertyNames.Category, tag);
        }

        return _builder.BuildTestMethod(method, suite, parameters);
    }
}
