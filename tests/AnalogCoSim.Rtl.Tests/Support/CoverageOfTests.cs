using AnalogCoSim.Core.Files;
using AnalogCoSim.Coverage.Recording;
using AnalogCoSim.Rtl.Tests.Support;
using NUnit.Framework.Interfaces;

[assembly: CoverageOfTests]

namespace AnalogCoSim.Rtl.Tests.Support;

/// <summary>Where <c>ACS_COVERAGE</c> names a database, every test is a run of it; otherwise nothing happens.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CoverageOfTestsAttribute : Attribute, ITestAction
{
    private static readonly Lazy<CoverageRecorder?> Recorder = new(() => Environment.GetEnvironmentVariable(CoverageRecorder.Variable) is { Length: > 0 } path ? new CoverageRecorder(path, Checkout.Root!) : null);

    public ActionTargets Targets => ActionTargets.Test | ActionTargets.Suite;

    public void BeforeTest(ITest test)
    {
        if (!test.IsSuite)
        {
            Recorder.Value?.Begin($"{test.ClassName?[(test.ClassName.LastIndexOf('.') + 1)..]}.{test.MethodName}", "test");
        }
        else
        {
            _ = Recorder.Value;
        }
    }

    public void AfterTest(ITest test)
    {
        if (!test.IsSuite)
        {
            // A test that was skipped says nothing; a run without any case that passed does not count.
            if (TestContext.CurrentContext.Result.Outcome.Status is var status and (TestStatus.Passed or TestStatus.Failed))
            {
                Recorder.Value?.End(status == TestStatus.Passed);
            }
        }
        else
        {
            Recorder.Value?.Dispose();
        }
    }
}
