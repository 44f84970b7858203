using System.Runtime.CompilerServices;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using Microsoft.Win32.SafeHandles;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Tells of what goes wrong before the command line is up, mostly for want of file handles, with as little as possible that would have to be loaded for it.</summary>
internal static class LastWords
{
    private const int BadInput = 2;
    private const int StandardError = 2;

    /// <summary>Writes an exception to stderr.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>The exit code.</returns>
    public static int Say(Exception failure)
    {
        try
        {
            Coded(failure);
        }
        catch (Exception another) when (another is IOException or TypeLoadException or TypeInitializationException or BadImageFormatException)
        {
            Bare();
        }

        return BadInput;
    }

    // Methods of their own: what they need is loaded when they are called, within the try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Coded(Exception failure)
    {
        AcsException error = failure as AcsException
            ?? FileErrors.Of(failure is TypeInitializationException { InnerException: { } inner } ? inner : failure)
            ?? new AcsException(ErrorCode.OutOfResources, "The program cannot start.", actual: $"{failure.GetType().Name}: {failure.Message}", inner: failure);
        Console.Error.WriteLine(error.Render());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bare()
    {
        try
        {
            // Without the console, which is an assembly of its own.
            using var handle = new SafeFileHandle(StandardError, ownsHandle: false);
            using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            stream.Write("ACS0905 The program cannot be loaded: there are no file handles left.\n  remedy:   Raise the limit of open files: ulimit -n 1024\n"u8);
        }
        catch (Exception another) when (another is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // stderr is closed: the exit code has to say it.
        }
    }
}
