using System.Globalization;

namespace AnalogCoSim.Cli.Output;

/// <summary>What one output can show.</summary>
/// <param name="Width">Characters of a line.</param>
/// <param name="Animated">Whether bars may move on it.</param>
internal readonly record struct TerminalKind(int Width, bool Animated)
{
    /// <summary>Enough for any table: a file has no edge.</summary>
    public const int FileWidth = 400;

    /// <summary>Works it out.</summary>
    /// <param name="redirected">Whether the output is a file or a pipe.</param>
    /// <param name="terminalWidth">Width that the terminal tells; 0 or less for none.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <returns>COLUMNS before what the terminal tells; nothing moves in a file, in continuous integration or with TERM=dumb.</returns>
    public static TerminalKind Of(bool redirected, int terminalWidth, Func<string, string?> environment)
    {
        bool given = int.TryParse(environment("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0;
        int width = given ? columns : redirected || terminalWidth <= 0 ? FileWidth : terminalWidth;
        bool dumb = environment("TERM") is null or "" or "dumb";
        bool server = environment("CI") is { Length: > 0 } text && !text.Equals("false", StringComparison.OrdinalIgnoreCase);
        return new TerminalKind(width, !redirected && !dumb && !server);
    }
}
