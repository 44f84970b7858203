using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Tests.Files;

/// <summary>Where handles ran out, whatever the runtime could not open for that reason is told as such.</summary>
[TestFixture]
public sealed class FileErrorsTests
{
    private const string Crypto = "Unable to load shared library 'libSystem.Security.Cryptography.Native.OpenSsl' or one of its dependencies. Too many open files";

    [Test]
    public void Library_of_the_runtime_that_does_not_load_is_a_resource_that_ran_out()
    {
        AcsException error = FileErrors.Of(new TypeInitializationException("Crypto", new DllNotFoundException(Crypto)), "result.json")!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.OutOfResources, "libSystem.Security.Cryptography.Native.OpenSsl")));
        Assert.That(error.Remedy, Does.Contain("ulimit -n"));
    }

    [Test]
    public void Compression_that_does_not_load_is_no_file_that_cannot_be_written()
    {
        var inner = new DllNotFoundException("Unable to load shared library 'libSystem.IO.Compression.Native' or one of its dependencies.");
        AcsException error = FileErrors.Of(new IOException("The underlying compression routine could not be loaded correctly.", inner), "report.zip")!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.OutOfResources, "libSystem.IO.Compression.Native")));
    }

    [Test]
    public void Library_of_somebody_else_is_none_of_its_business() =>
        Assert.That(FileErrors.Of(new DllNotFoundException("Unable to load shared library 'libmodel.so'"), "x"), Is.Null);
}
