using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Tests.Files;

/// <summary>Nothing but the program's own files is ever replaced or deleted, and by one process at a time.</summary>
[TestFixture]
public sealed class OutputFolderTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("acs-output-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Second_writer_is_told()
    {
        using OutputFolder first = Take();
        Assert.That(Code(() => Take().Dispose()), Is.EqualTo(ErrorCode.OutputBusy));
    }

    [Test]
    public void Folder_is_free_again_when_its_writer_is_gone()
    {
        Take().Dispose();
        Assert.DoesNotThrow(() => Take().Dispose());
    }

    [TestCase("diary.txt")]
    [TestCase("report.html", Description = "a name that is ours too, but nothing says that we wrote it")]
    public void Folder_with_other_peoples_files_is_refused_and_left_alone(string name)
    {
        string file = Write(name, "mine");
        Assert.That(Code(() => Take().Dispose()), Is.EqualTo(ErrorCode.OutputForeign));
        Assert.That((File.ReadAllText(file), Directory.GetFiles(_folder).Length), Is.EqualTo(("mine", 1)));
    }

    [Test]
    public void Folder_of_an_earlier_version_is_taken()
    {
        Write("run.log", "old");
        Write("report.html", "old");
        using OutputFolder folder = Take();
        folder.Clear(["run.log", "report.html"]);
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EqualTo(new[] { OutputFolder.MarkName }));
    }

    [Test]
    public void Foreign_file_that_came_later_survives()
    {
        Take().Dispose();
        string diary = Write("diary.txt", "mine");
        using OutputFolder folder = Take();
        folder.Clear(["run.log", "report.html"]);
        Assert.That(File.ReadAllText(diary), Is.EqualTo("mine"));
    }

    [Test]
    public void Folder_of_another_kind_is_refused()
    {
        OutputFolder.Take(_folder, "sweep", "points.jsonl").Dispose();
        Assert.That(Code(() => Take().Dispose()), Is.EqualTo(ErrorCode.OutputForeign));
    }

    [TestCase("")]
    [TestCase("a\0b")]
    public void Impossible_name_is_refused(string path) => Assert.That(Code(() => OutputFolder.Take(path, "run", "run.log")), Is.EqualTo(ErrorCode.FileNotWritten));

    [Test]
    public void Folder_at_or_below_a_file_is_refused()
    {
        string file = Write("file", string.Empty);
        Assert.That(Code(() => OutputFolder.Take(file, "run", "run.log")), Is.EqualTo(ErrorCode.FileNotWritten));
        Assert.That(Code(() => OutputFolder.Take(Path.Combine(file, "below"), "run", "run.log")), Is.EqualTo(ErrorCode.FileNotWritten));
    }

    [Test]
    public void Links_are_replaced_and_never_followed()
    {
        using var elsewhere = new TemporaryTarget();
        using OutputFolder folder = Take();
        foreach (string name in (string[])["run.log", "report.html"])
        {
            File.CreateSymbolicLink(Path.Combine(_folder, name), elsewhere.File);
        }

        using (FileStream log = AtomicFile.Create(folder.In("run.log")))
        {
            log.WriteByte(1);
        }

        folder.Write("report.html", "new");
        Assert.That(File.ReadAllText(elsewhere.File), Is.EqualTo("theirs"));
        Assert.That(File.ReadAllText(folder.In("report.html")), Is.EqualTo("new"));
    }

    [Test]
    public void Failed_write_leaves_the_old_file_and_nothing_else()
    {
        string file = Write("a.txt", "old");
        Assert.Throws<AcsException>(() => AtomicFile.Write(file, _ => throw new IOException("full", 28)));
        Assert.That((File.ReadAllText(file), Directory.GetFiles(_folder).Length), Is.EqualTo(("old", 1)));
    }

    [Test]
    public void Rest_of_a_killed_write_is_cleared()
    {
        using OutputFolder folder = Take();
        Write(".report.html.abc.partial", "half");
        Write(".other.abc.partial", "not ours");
        folder.Clear([]);
        Assert.That(Directory.GetFiles(_folder, "*.partial").Select(Path.GetFileName), Is.EqualTo(new[] { ".other.abc.partial" }));
    }

    private static ErrorCode Code(Action act) => Assert.Throws<AcsException>(act)!.Code;

    private OutputFolder Take() => OutputFolder.Take(_folder, "run", "run.log", "report.html");

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class TemporaryTarget : IDisposable
    {
        public TemporaryTarget() => System.IO.File.WriteAllText(File, "theirs");

        public string File { get; } = Path.GetTempFileName();

        public void Dispose() => System.IO.File.Delete(File);
    }
}
