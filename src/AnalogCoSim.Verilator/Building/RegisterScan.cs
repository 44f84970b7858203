using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Finds the architectural registers of the RTL: everything that is the target of a non-blocking assignment.</summary>
/// <remarks>Registers that exist for assertions only (inside <c>`ifndef SYNTHESIS</c>) are left out: they may change while a tile sleeps.</remarks>
internal static partial class RegisterScan
{
    private const string Begin = @"(?<=^|;|\bbegin|\belse|\bend|\)|:)(\s*:\s*\w+)?\s*";

    /// <summary>Writes the Verilator control file that keeps all registers readable.</summary>
    /// <param name="sources">The design.</param>
    /// <param name="writable">Whether they are written from outside, and logic behind them is then evaluated.</param>
    /// <returns>Text of the control file.</returns>
    public static string ControlFile(RtlSources sources, bool writable = false)
    {
        var text = new StringBuilder("`verilator_config\n");
        foreach (string file in sources.Files)
        {
            string code = RtlText.WithoutComments(File.ReadAllText(Path.Combine(sources.Root, file)));
            foreach (var (module, body) in RtlText.Modules(code))
            {
                foreach (string name in Registers(body))
                {
                    text.Append(CultureInfo.InvariantCulture, $"public_flat_{(writable ? "rw" : "rd")} -module \"{module}\" -var \"{name}\"\n");
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Names of the registers of one module.</summary>
    /// <param name="code">Its source.</param>
    /// <returns>Names in order, each once.</returns>
    public static IReadOnlyList<string> Registers(string code)
    {
        string plain = NotSynthesised().Replace(RtlText.WithoutComments(code), " ");
        IEnumerable<string> joined = Concatenation().Matches(plain).SelectMany(match => match.Groups["list"].Value.Split(',')).Select(part => Name().Match(part).Value).Where(name => name.Length > 0);
        return [.. Target().Matches(plain).Select(match => match.Groups["name"].Value).Concat(joined).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"`ifndef\s+SYNTHESIS\b.*?(`else|`endif)", RegexOptions.Singleline)]
    private static partial Regex NotSynthesised();

    // An assignment stands at the start of a statement: so the comparison in `if (a <= b)` is not taken for one.
    [GeneratedRegex(Begin + @"(?<name>[A-Za-z_]\w*)\s*((\[[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*\]|\.\w+)\s*)*<=")]
    private static partial Regex Target();

    [GeneratedRegex(Begin + @"\{(?<list>[^{}]*)\}\s*<=")]
    private static partial Regex Concatenation();

    [GeneratedRegex(@"(?<=^\s*)[A-Za-z_]\w*")]
    private static partial Regex Name();
}
