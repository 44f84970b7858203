using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Tests.Files;

/// <summary>A process with too few handles is refused before anything begins.</summary>
[TestFixture]
public sealed class HandleLimitTests
{
    private const string Header = "Limit                     Soft Limit           Hard Limit           Units     ";

    [TestCase("Max open files            255                  255                  files     ")]
    [TestCase("Max open files            30                   4096                 files     ")]
    public void Too_few_are_refused(string line)
    {
        AcsException error = Assert.Throws<AcsException>(() => HandleLimit.Check([Header, line]))!;
        Assert.That((error.Code, error.Expected), Is.EqualTo((ErrorCode.OutOfResources, "at least 256")));
    }

    [TestCase("Max open files            256                  256                  files     ")]
    [TestCase("Max open files            unlimited            unlimited            files     ")]
    [TestCase("Max processes             30                   30                   processes ")]
    public void Enough_and_unknown_limits_are_taken(string line) => Assert.DoesNotThrow(() => HandleLimit.Check([Header, line]));

    [Test]
    public void This_process_has_enough() => Assert.DoesNotThrow(HandleLimit.Check);
}
