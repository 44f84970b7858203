using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilate.Tests;

/// <summary>Messages have the form that MSBuild, IDEs and CI read.</summary>
[Category("Smoke")]
public sealed class BuildMessagesTests
{
    [TestCase("%Error: rtl/a.sv:3:12: syntax error, unexpected ;", "/p/rtl/a.sv(3,12): error ACS0504: syntax error, unexpected ;")]
    [TestCase("%Error-UNSUPPORTED: rtl/a.sv:3:12: Unsupported: x", "/p/rtl/a.sv(3,12): error UNSUPPORTED: Unsupported: x")]
    [TestCase("%Warning-WIDTHTRUNC: /abs/a.sv:9:1: Operator ASSIGN", "/abs/a.sv(9,1): warning WIDTHTRUNC: Operator ASSIGN")]
    [TestCase("%Error: rtl/a.sv:3: no column", "/p/rtl/a.sv(3): error ACS0504: no column")]
    [TestCase("Vmodel.cpp:3:12: error: 'x' was not declared", "/p/Vmodel.cpp(3,12): error ACS0504: 'x' was not declared")]
    [TestCase("Vmodel.cpp:3:12: fatal error: x.h: No such file", "/p/Vmodel.cpp(3,12): error ACS0504: x.h: No such file")]
    public void Message_of_a_tool_is_told_with_file_line_and_column(string printed, string expected)
    {
        var output = new StringWriter();
        var messages = new BuildMessages(output);
        foreach (ToolMessage message in ToolMessage.Of($"noise\n{printed}\n    3 | excerpt\n%Error: Exiting due to 1 error(s)\n", "/p"))
        {
            messages.Tell(message);
            messages.Tell(message);
        }

        Assert.That(output.ToString(), Is.EqualTo(expected + Environment.NewLine));
        Assert.That(messages.Errors, Is.EqualTo(expected.Contains(" error ", StringComparison.Ordinal) ? 1 : 0));
    }

    [Test]
    public void Coded_error_is_one_line_with_all_its_parts()
    {
        var output = new StringWriter();
        new BuildMessages(output).Error("/p/a.sv", 3, 4, new AcsException(ErrorCode.RtlUnsupported, "A port.", "top.x", "packed", "x is\ninout", "wrap it"));

        Assert.That(output.ToString().TrimEnd(), Is.EqualTo("/p/a.sv(3,4): error ACS0508: A port.; at: top.x; expected: packed; actual: x is inout; remedy: wrap it"));
    }
}
