using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Coverage.Recording;

/// <summary>Whether counts can be told by a commit alone.</summary>
internal static class Checkout
{
    /// <summary>Whether a checkout has changes beyond its commit; true where nobody knows.</summary>
    /// <param name="root">The checkout.</param>
    /// <returns>True if so.</returns>
    public static bool IsDirty(string root)
    {
        try
        {
            ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("git", ["status", "--porcelain", "--untracked-files=no"]) { WorkingDirectory = root, Timeout = TimeSpan.FromSeconds(20) }, default);
            return result.ExitCode != 0 || result.Output.Trim().Length > 0;
        }
        catch (Core.Errors.AcsException)
        {
            return true;
        }
    }
}
