using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Ports;

/// <summary>Names as Verilator writes them into C++: a second underscore in a row and characters of escaped names are encoded, words of C++ get a prefix.</summary>
internal static partial class VerilatorName
{
    /// <summary>Gives the name that stands in the RTL.</summary>
    /// <param name="member">Name of a C++ member, e.g. <c>data___05Fx</c>.</param>
    /// <returns>The name in the RTL, e.g. <c>data__x</c>.</returns>
    public static string Decode(string member)
    {
        const string Keyword = "__SYM__";
        string plain = member.StartsWith(Keyword, StringComparison.Ordinal) ? member[Keyword.Length..] : member;
        return Encoded().Replace(plain, match => ((char)int.Parse(match.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
    }

    [GeneratedRegex("__0(?<code>[0-9a-fA-F]{2})")]
    private static partial Regex Encoded();
}
