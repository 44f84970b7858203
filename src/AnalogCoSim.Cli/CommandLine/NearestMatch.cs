namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Finds the known word that a misspelt one was most probably meant to be.</summary>
internal static class NearestMatch
{
    /// <summary>The candidate with the smallest edit distance, if that is small enough to be a misspelling.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What is known.</param>
    /// <returns>The nearest candidate, or null.</returns>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(2, word.Length / 2);
        foreach (string candidate in candidates)
        {
            int distance = candidate.StartsWith(word, StringComparison.Ordinal) ? 1 : Distance(word, candidate);
            if (distance < bestDistance || (distance == bestDistance && best is null))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours between two words.</summary>
    /// <param name="a">First word.</param>
    /// <param name="b">Second word.</param>
    /// <returns>Their number.</returns>
    public static int Distance(string a, string b)
    {
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

    private static int Cell(int[,] table, string a, string b, int i, int j)
    {
        int replace = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int best = Math.Min(replace, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, 1 + table[i - 2, j - 2]) : best;
    }
}
