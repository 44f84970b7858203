using System.ComponentModel;
using System.Diagnostics;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Kills a process with everything it started.</summary>
internal static class ProcessTree
{
    /// <summary>Kills the tree below and including a process; does nothing when it has already ended.</summary>
    /// <param name="processId">Root of the tree.</param>
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
    }
}
