using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Tests.Errors;

[TestFixture]
public sealed class PlainTextTests
{
    [TestCase("\u001b[2J\u001b]0;x\u0007", "\\x1b[2J\\x1b]0;x\\x07")]
    [TestCase("a\u009bb\rc\u007f", "a\\x9bb\\x0dc\\x7f")]
    [TestCase("\u202eevil", "\\u202eevil")]
    [TestCase("plain µS – \n\ttext", "plain µS – \n\ttext")]
    public void What_steers_a_terminal_is_written_out(string text, string shown) => Assert.That(PlainText.Of(text), Is.EqualTo(shown));

    [Test]
    public void Error_shows_no_escape_sequence_of_a_file_name() =>
        Assert.That(new AcsException(ErrorCode.DataNotFound, "No \u001b[31mfile.", "a\u001b[2Jb", "x\u0007", "y\u009b", "z\u001b").Render(), Has.None.Matches<char>(c => char.IsControl(c) && c != '\n'));
}
