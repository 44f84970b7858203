using System.Text;

namespace AnalogCoSim.Core.Errors;

/// <summary>Makes text that came from outside fit to be shown: what would steer a terminal is written out.</summary>
public static class PlainText
{
    /// <summary>Replaces control characters, and those that turn the direction of writing, by <c>\xNN</c> or <c>\uNNNN</c>; line breaks and tabs stay.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Text without them; the same object where there are none.</returns>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(Steers))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            plain.Append(Steers(c) ? FormattableString.Invariant(c < 256 ? (FormattableString)$"\\x{(int)c:x2}" : $"\\u{(int)c:x4}") : c.ToString());
        }

        return plain.ToString();
    }

    private static bool Steers(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';
}
