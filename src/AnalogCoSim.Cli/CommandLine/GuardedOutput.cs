using System.Text;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>stdout or stderr: a failed write to stdout is an error of its own, not one of the result folder; of one to stderr nobody can be told.</summary>
/// <param name="inner">The stream's writer.</param>
/// <param name="name">What errors call it; null where failures are passed over.</param>
internal sealed class GuardedOutput(TextWriter inner, string? name) : TextWriter
{
    /// <inheritdoc />
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Puts guards around both streams; call before the first write.</summary>
    public static void Install()
    {
        Console.SetOut(new GuardedOutput(Console.Out, "stdout"));
        Console.SetError(new GuardedOutput(Console.Error, null));
    }

    /// <inheritdoc />
    public override void Write(char value) => Guard(() => inner.Write(value));

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Guard(() => inner.Write(buffer, index, count));

    /// <inheritdoc />
    public override void Write(string? value) => Guard(() => inner.Write(value));

    /// <inheritdoc />
    public override void WriteLine(string? value) => Guard(() => inner.WriteLine(value));

    /// <inheritdoc />
    public override void Flush() => Guard(inner.Flush);

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure) when (name is not null)
        {
            throw new AcsException(
                ErrorCode.FileNotWritten,
                $"The output does not go to {name}.",
                name,
                "a stream that can be written",
                failure.Message,
                "Make room where it is redirected to, or send it elsewhere; what is in the result folder is whole.",
                failure);
        }
        catch (IOException)
        {
            // A terminal that is gone, or a full disk: the exit code still says how it went.
        }
    }
}
