namespace AnalogCoSim.Core.Errors;

/// <summary>Finds the known name that a misspelt one was most probably meant to be: of options, keys, words and labels alike.</summary>
public static class NearestName
{
    /// <summary>The nearest of some names, whatever the case of its letters; a name that begins with what was given counts as one edit away.</summary>
    /// <param name="given">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <returns>The nearest name, the first in order of code points among equals; null where none is within two edits or a third of the letters.</returns>
    public static string? Of(string given, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(given);
        var best = known
            .Select(name => (Name: name, Edits: EditsTo(given, name)))
            .OrderBy(entry => entry.Edits)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is not null && best.Edits <= Math.Max(2, given.Length / 3) ? best.Name : null;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours between two words, whatever the case of their letters.</summary>
    /// <param name="a">First word.</param>
    /// <param name="b">Second word.</param>
    /// <returns>Their number.</returns>
    public static int Edits(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        (a, b) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        var table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Cell(table, a, b, i, j);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int EditsTo(string given, string name)
    {
        int edits = Edits(given, name);
        return given.Length > 0 && name.StartsWith(given, StringComparison.OrdinalIgnoreCase) ? Math.Min(edits, 1) : edits;
    }

    private static int Cell(int[,] table, string a, string b, int i, int j)
    {
        int replace = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int best = Math.Min(replace, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, 1 + table[i - 2, j - 2]) : best;
    }
}
