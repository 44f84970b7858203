using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Finds in the generated C++ what the RTL reads from files while it runs.</summary>
/// <remarks>
/// <c>$readmemh</c> and <c>$readmemb</c> open their files at run time. Their names are found here, so that the files are part of the key and a missing one is an error of the build.
/// Anything else that reaches outside the simulation is refused: a result could not be repeated.
/// </remarks>
internal static partial class GeneratedCalls
{
    /// <summary>Names of the memory files.</summary>
    /// <param name="folder">Verilator's output folder.</param>
    /// <param name="top">Top module, for errors.</param>
    /// <param name="takesPlusArgs">Whether plusargs are let through.</param>
    /// <returns>Names as the RTL has them, each once.</returns>
    /// <exception cref="AcsException">RtlUnsupported.</exception>
    public static IReadOnlyList<string> MemoryFiles(string folder, string top, bool takesPlusArgs)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        string[] codes = [.. Directory.GetFiles(folder, "Vmodel*.cpp").Select(File.ReadAllText)];
        foreach (string code in codes)
        {
            if (Outside().Matches(code).FirstOrDefault(call => !(takesPlusArgs && call.Groups["name"].Value.EndsWith("PLUSARGS", StringComparison.Ordinal))) is { } call)
            {
                throw Refused(top, $"${call.Groups["name"].Value.ToLowerInvariant()}", "RTL without files, processes and command-line options of its own; memories may be filled with $readmemh and $readmemb");
            }

            foreach (Match match in ReadMemory().Matches(code))
            {
                names.Add(Text(match.Groups["name"].Value.Trim(), code, codes) ?? throw Refused(top, $"$readmem of {match.Groups["name"].Value}", "a file name that is constant"));
            }
        }

        return [.. names];
    }

    /// <summary>Copies the memory files into the entry that is built.</summary>
    /// <param name="sources">The design; names are relative to its root.</param>
    /// <param name="names">From <see cref="MemoryFiles"/>.</param>
    /// <param name="folder">Target; the i-th file is called i.</param>
    /// <exception cref="AcsException">RtlDoesNotCompile when one is missing.</exception>
    public static void CopyMemoryFiles(RtlSources sources, IReadOnlyList<string> names, string folder)
    {
        for (int index = 0; index < names.Count; index++)
        {
            string path = Path.Combine(sources.Root, names[index]);
            if (!File.Exists(path))
            {
                throw new AcsException(
                    ErrorCode.RtlDoesNotCompile,
                    $"The RTL of {sources.Top} reads a memory file that does not exist.",
                    where: path,
                    expected: $"a file for $readmemh or $readmemb, relative to {sources.Root}",
                    actual: names[index],
                    remedy: "correct the name in the RTL, or put the file there");
            }

            Directory.CreateDirectory(folder);
            File.Copy(path, Path.Combine(folder, index.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Writes <c>acs_files.h</c>: which name of the RTL is which file of the entry.</summary>
    /// <param name="names">From <see cref="MemoryFiles"/>.</param>
    /// <returns>C++ text.</returns>
    public static string Header(IReadOnlyList<string> names)
    {
        var text = new StringBuilder("// Generated: memory files of the RTL; the i-th lies in memory/i beside the library.\n#pragma once\nstatic const char* const ACS_MEMORY_FILES[] = {\n");
        foreach (string name in names)
        {
            text.Append("    \"").Append(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\",\n");
        }

        return text.Append("    nullptr};\n").ToString();
    }

    // 5.006: std::string{"name"}, or a packed constant, most significant character first; later: "name"s.
    private static string? Text(string expression, string code, string[] all)
    {
        if (Quoted().Match(expression) is { Success: true } quoted)
        {
            return Regex.Unescape(quoted.Groups["text"].Value);
        }

        if (Narrow().Match(expression) is { Success: true } narrow)
        {
            return Unpacked([Hexadecimal(narrow.Groups["value"].Value)], 8);
        }

        if (Wide().Match(expression) is not { Success: true } wide)
        {
            return null;
        }

        string variable = Regex.Escape(wide.Groups["name"].Value);
        int count = int.Parse(wide.Groups["count"].Value, CultureInfo.InvariantCulture);
        ulong[] words = [.. Assigned(code, variable) is { Length: > 0 } assigned ? assigned : all.SelectMany(other => Pooled(other, variable))];
        return words.Length == count ? Unpacked(words, 4) : null;
    }

    // A temporary variable that is filled word by word before the call.
    private static ulong[] Assigned(string code, string variable)
    {
        var words = Regex.Matches(code, $@"\b{variable}\[(?<index>\w+?)U\]\s*=\s*0x(?<value>[0-9a-fA-F]+)U?;")
            .Select(match => (Index: Number(match.Groups["index"].Value), Value: Hexadecimal(match.Groups["value"].Value))).OrderBy(word => word.Index).ToList();
        return words.Select((word, index) => word.Index == index).All(fits => fits) ? [.. words.Select(word => word.Value)] : [];
    }

    // A constant that several functions share.
    private static IEnumerable<ulong> Pooled(string code, string variable)
    {
        Match pool = Regex.Match(code, $@"\b{variable}\s*=\s*\{{\{{(?<words>[^}}]*)\}}\}}");
        return Regex.Matches(pool.Groups["words"].Value, "0x(?<value>[0-9a-fA-F]+)").Select(match => Hexadecimal(match.Groups["value"].Value));
    }

    private static ulong Hexadecimal(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? int.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : int.Parse(text, CultureInfo.InvariantCulture);

    private static string Unpacked(IEnumerable<ulong> words, int bytes)
    {
        var letters = words.SelectMany(word => Enumerable.Range(0, bytes).Select(k => (char)((word >> (8 * k)) & 0xff))).ToArray();
        Array.Reverse(letters);
        return new string(letters).TrimStart('\0');
    }

    private static AcsException Refused(string top, string actual, string expected) =>
        new(ErrorCode.RtlUnsupported, $"The RTL of {top} uses a system function that the bench refuses.", where: top, expected: expected, actual: actual, remedy: "take it out, or put it into `ifndef VERILATOR");

    [GeneratedRegex(@"\bVL_(?<name>FOPEN|SYSTEM|WRITEMEM|VALUEPLUSARGS|TESTPLUSARGS)_\w+\(")]
    private static partial Regex Outside();

    [GeneratedRegex(@"\bVL_READMEM_N\(\s*(?:true|false)\s*,\s*\d+\s*,\s*\d+\s*,\s*-?\d+\s*,\s*(?<name>.+?)\s*,\s*&\(", RegexOptions.Singleline)]
    private static partial Regex ReadMemory();

    [GeneratedRegex(@"^(?:std::string\{\s*)?""(?<text>(?:[^""\\]|\\.)*)""s?\s*\}?$")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^VL_CVT_PACK_STR_N[IQ]\(\s*0x(?<value>[0-9a-fA-F]+)U?L*\s*\)$")]
    private static partial Regex Narrow();

    [GeneratedRegex(@"^VL_CVT_PACK_STR_NW\(\s*(?<count>\d+)\s*,\s*(?<name>[\w:.>-]+)\s*\)$")]
    private static partial Regex Wide();
}
