namespace AnalogCoSim.Verilator.Tests.Support;

/// <summary>Registers of a SystemVerilog file, by an independent, coarser reading than the scan's.</summary>
internal static class RegisterNames
{
    /// <summary>The last word before the index or arrow of every line with a non-blocking assignment, outside verification code.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Each name once.</returns>
    public static List<string> Of(string path)
    {
        var names = new List<string>();
        bool synthesised = true;
        foreach (string line in File.ReadLines(path).Select(line => line.Trim()))
        {
            synthesised = line.StartsWith("`ifndef SYNTHESIS", StringComparison.Ordinal) ? false : line.StartsWith("`endif", StringComparison.Ordinal) || synthesised;
            int arrow = line.IndexOf(" <= ", StringComparison.Ordinal);
            bool comparison = arrow > 0 && line[..arrow].Count(letter => letter == '(') > line[..arrow].Count(letter => letter == ')');
            if (synthesised && arrow > 0 && !comparison && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("assign", StringComparison.Ordinal))
            {
                string name = line[..arrow].Split('[')[0].Trim().Split(' ', ')', ':')[^1];
                names.AddRange(name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_') ? [name] : []);
            }
        }

        return [.. names.Distinct()];
    }
}
