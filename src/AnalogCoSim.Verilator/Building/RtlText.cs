using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Building;

/// <summary>What can be told from SystemVerilog text without parsing it.</summary>
internal static partial class RtlText
{
    /// <summary>Removes comments; texts in quotes stay.</summary>
    /// <param name="code">SystemVerilog.</param>
    /// <returns>The code with a blank for each comment.</returns>
    public static string WithoutComments(string code) => Comment().Replace(code, match => match.Value[0] == '"' ? match.Value : " ");

    /// <summary>Names of the modules, packages and interfaces that a file declares.</summary>
    /// <param name="code">SystemVerilog without comments.</param>
    /// <returns>Names in order.</returns>
    public static IReadOnlyList<string> Declared(string code) => [.. Declaration().Matches(code).Select(match => match.Groups["name"].Value)];

    /// <summary>All words of a text.</summary>
    /// <param name="code">SystemVerilog without comments.</param>
    /// <returns>Each word once.</returns>
    public static IEnumerable<string> Words(string code) => Identifier().Matches(code).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    /// <summary>Modules with their text.</summary>
    /// <param name="code">SystemVerilog without comments.</param>
    /// <returns>Name and text from the keyword to its end.</returns>
    public static IEnumerable<(string Name, string Text)> Modules(string code) => Module().Matches(code).Select(match => (match.Groups["name"].Value, match.Value));

    /// <summary>Whether a file is read through <c>`include</c>.</summary>
    /// <param name="code">SystemVerilog without comments.</param>
    /// <param name="name">File name.</param>
    /// <returns>True if so.</returns>
    public static bool Includes(string code, string name) => Include().Matches(code).Any(match => Path.GetFileName(match.Groups["path"].Value) == name);

    [GeneratedRegex(@"""(?:[^""\\\n]|\\.)*""|//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![\w$.`])(?:module|package|interface|program)\s+(?:automatic\s+|static\s+)?(?<name>[A-Za-z_]\w*)\s*(?:import\b|[#(;])")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?<![\w$])module\s+(?:automatic\s+|static\s+)?(?<name>[A-Za-z_]\w*).*?(?<![\w$])endmodule\b", RegexOptions.Singleline)]
    private static partial Regex Module();

    [GeneratedRegex(@"`include\s*""(?<path>[^""\n]+)""")]
    private static partial Regex Include();
}
