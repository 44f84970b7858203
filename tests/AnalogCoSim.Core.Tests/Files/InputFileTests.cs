using System.Diagnostics;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class InputFileTests
{
    private static readonly InputKind Small = InputKind.Data with { MostBytes = 10 };

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("acs-input-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_pipe_is_refused_without_waiting_for_a_writer()
    {
        string pipe = Path.Combine(_folder, "pipe");
        using Process make = Process.Start("mkfifo", pipe);
        make.WaitForExit();
        AcsException error = Assert.Throws<AcsException>(() => InputFile.Open(pipe, InputKind.Data).Dispose())!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataNotFound));
            Assert.That(error.Actual, Is.EqualTo("a pipe, socket or device"));
        });
    }

    [TestCase("/dev/zero")]
    [TestCase("/dev/null")]
    [TestCase("/")]
    [TestCase("/no/such/file")]
    [TestCase("a\0b")]
    [TestCase("")]
    public void Devices_folders_and_impossible_names_are_refused(string path) =>
        Assert.That(Assert.Throws<AcsException>(() => InputFile.ReadBytes(path, InputKind.Data))!.Code, Is.EqualTo(ErrorCode.DataNotFound));

    [Test]
    public void A_file_above_the_limit_is_refused()
    {
        Assert.That(InputFile.ReadBytes(Written(new byte[10]), Small), Has.Length.EqualTo(10));
        Assert.That(Assert.Throws<AcsException>(() => InputFile.ReadBytes(Written(new byte[11]), Small))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void Text_that_is_not_UTF8_or_holds_a_NUL_is_refused_with_its_line()
    {
        Assert.Multiple(() =>
        {
            Assert.That(InputFile.ReadText(Written([0xEF, 0xBB, 0xBF, (byte)'a']), InputKind.Data), Is.EqualTo("a"));
            Assert.That(Refusal("a\n\xC3"), Does.EndWith(":2"));
            Assert.That(Refusal("a\n\n\xFF" + "b"), Does.EndWith(":3"));
            Assert.That(Refusal("a\0"), Does.EndWith(":1"));
        });

        string? Refusal(string latin)
        {
            AcsException error = Assert.Throws<AcsException>(() => InputFile.ReadText(Written([.. latin.Select(c => (byte)c)]), InputKind.Data))!;
            Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged));
            return error.Where;
        }
    }

    private string Written(byte[] bytes)
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
