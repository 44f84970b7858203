using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Kills a process with everything it started.</summary>
internal static partial class ProcessTree
{
    private const int KillSignal = 9;

    /// <summary>Kills the tree below and including a process; does nothing when it has already ended.</summary>
    /// <param name="processId">Root of the tree; leader of its process group where <see cref="ProcessSupervisor"/> started it.</param>
    public static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // Ended in the meantime: nothing is left to kill.
        }

        // What lost its parent is still in the group.
        if (ProcessSupervisor.IsPossible)
        {
            _ = Send(-processId, KillSignal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
