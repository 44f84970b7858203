using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Results;

/// <summary>Commands that repeat a run, to be copied into a shell at the root of the checkout.</summary>
public static class RepeatLine
{
    /// <summary>A command for a file with its settings.</summary>
    /// <param name="command">Program and command, e.g. <c>acs run</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="settings">Arguments <c>key=value</c>, each after <c>--set</c>.</param>
    /// <param name="others">Other options, with a blank before them.</param>
    /// <returns>Command line, quoted where a shell wants it.</returns>
    public static string Of(string command, string path, IEnumerable<string> settings, string others = "") =>
        string.Join(" --set ", settings.Select(Quote).Prepend($"{command} {Quote(Checkout.Shown(path))}{others}"));

    /// <summary>An argument as a shell takes it.</summary>
    /// <param name="argument">Any text.</param>
    /// <returns>The same where no letter of it means anything to a shell.</returns>
    public static string Quote(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        bool plain = argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,+".Contains(letter, StringComparison.Ordinal));
        return plain ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
