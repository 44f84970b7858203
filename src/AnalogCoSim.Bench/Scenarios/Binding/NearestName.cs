namespace AnalogCoSim.Bench.Scenarios.Binding;

/// <summary>Finds the known name that a misspelt one most probably means.</summary>
internal static class NearestName
{
    /// <summary>The nearest of some names.</summary>
    /// <param name="given">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <returns>The nearest name, or null when none is near.</returns>
    public static string? Of(string given, IEnumerable<string> known)
    {
        var best = known
            .Select(name => (Name: name, Distance: Distance(given, name)))
            .OrderBy(entry => entry.Distance)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, given.Length / 3) ? best.Name : null;
    }

    private static int Distance(string a, string b)
    {
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] next = new int[b.Length + 1];
            next[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = last[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                next[j] = Math.Min(change, 1 + Math.Min(last[j], next[j - 1]));
            }

            last = next;
        }

        return last[^1];
    }
}
