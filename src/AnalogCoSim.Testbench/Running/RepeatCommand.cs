using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Testbench.Running;

/// <summary>Commands that repeat runs, to be copied into a shell.</summary>
internal static class RepeatCommand
{
    /// <summary>The command for a scenario.</summary>
    /// <param name="options">Names the program.</param>
    /// <param name="path">File of the scenario.</param>
    /// <param name="overrides">Arguments <c>key=value</c>.</param>
    /// <returns>Command line.</returns>
    public static string Of(BlockRunOptions options, string path, IEnumerable<string> overrides) =>
        string.Join(" --set ", overrides.Select(Quote).Prepend($"{options.Command} {Quote(Shown(path))}"));

    // Relative to the checkout, from which the commands are meant to be given, where it lies there.
    private static string Shown(string path)
    {
        string relative = Path.GetRelativePath(Checkout.Root ?? CurrentFolder.OrRoot, Path.GetFullPath(path));
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative;
    }

    private static string Quote(string argument) =>
        argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+".Contains(c, StringComparison.Ordinal)) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
