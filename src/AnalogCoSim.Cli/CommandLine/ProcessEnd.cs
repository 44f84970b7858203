using System.Runtime.InteropServices;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Ends the process at once, whatever its other threads do.</summary>
internal static partial class ProcessEnd
{
    private const string ShowCursor = "\e[?25h";

    /// <summary>Ends the process without finalizers and without the clean-up of native libraries, in which other threads may still be running.</summary>
    /// <remarks>Nothing is lost: files are written through, line by line, and stdout and stderr are flushed here.</remarks>
    /// <param name="exitCode">Exit code.</param>
    public static void Now(int exitCode)
    {
        if (!Console.IsErrorRedirected)
        {
            // Progress bars hide it.
            Console.Error.Write(ShowCursor);
        }

        Console.Out.Flush();
        Console.Error.Flush();
        Exit(exitCode);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int exitCode);
}
