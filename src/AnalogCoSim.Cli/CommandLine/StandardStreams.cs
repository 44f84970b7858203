using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Standard streams that the caller has closed: what is written to them goes nowhere, and no file of ours is opened in their place.</summary>
internal static partial class StandardStreams
{
    private const int GetFlags = 3;
    private const int AccessMode = 3;
    private const int ReadOnly = 0;
    private static readonly List<SafeFileHandle> Places = [];

    /// <summary>Looks at the streams; call before the first write.</summary>
    /// <remarks>The run time opens files before any code of ours runs, so a closed stream may already be a file of its own that is only read. One that it writes to cannot be told apart; <c>scripts/acs</c> therefore opens closed streams
    /// itself.</remarks>
    public static void Secure()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        for (int stream = 0; stream <= 2; stream++)
        {
            int flags = Control(stream, GetFlags);
            if (flags < 0)
            {
                // The lowest free number is this one.
                Places.Add(File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
            }
            else if (stream > 0 && (flags & AccessMode) == ReadOnly)
            {
                Silence(stream);
            }
        }
    }

    private static void Silence(int stream)
    {
        if (stream == 1)
        {
            Console.SetOut(TextWriter.Null);
        }
        else
        {
            Console.SetError(TextWriter.Null);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int stream, int command);
}
