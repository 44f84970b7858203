using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Declarations;

/// <summary>Splits SystemVerilog into tokens, with <c>///</c> comments at the tokens they belong to.</summary>
internal static partial class RtlLexer
{
    private const string Comments = @"///(?!/)(?<doc>[^\n]*)|//[^\n]*|/\*.*?\*/";
    private const string Texts = @"""(?:[^""\\\n]|\\.)*""";
    private const string Directives = @"`(?:define|undef|ifdef|ifndef|elsif|include|default_nettype|timescale|line|pragma)\b(?:\\\r?\n|[^\n/])*|`(?:else|endif|celldefine|endcelldefine|resetall)\b";
    private const string Words = @"(?<word>\\\S+|[A-Za-z_][\w$]*|\d[\w.']*|'[sS]?[bodhBODH][\w?]+|::|[^\s])";

    /// <summary>Reads a text. Directives of the preprocessor are left out; both sides of an <c>`ifdef</c> are seen.</summary>
    /// <param name="text">SystemVerilog.</param>
    /// <returns>Its tokens.</returns>
    public static List<RtlToken> Read(string text)
    {
        var tokens = new List<RtlToken>();
        var documentation = new List<string>();
        int line = 1;
        int begin = 0;
        int at = 0;
        foreach (Match match in Token().Matches(text))
        {
            for (; at < match.Index; at++)
            {
                if (text[at] == '\n')
                {
                    line++;
                    begin = at + 1;
                }
            }

            if (match.Groups["doc"].Success)
            {
                Document(tokens, documentation, line, match.Groups["doc"].Value.Trim());
            }
            else if (match.Groups["word"].Success)
            {
                bool escaped = match.Value[0] == '\\';
                tokens.Add(new RtlToken(escaped ? match.Value[1..] : match.Value, line, match.Index - begin + 1, string.Join('\n', documentation)) { IsEscaped = escaped });
                documentation.Clear();
            }
        }

        return tokens;
    }

    // Behind code on the same line it belongs to that, else to what follows.
    private static void Document(List<RtlToken> tokens, List<string> documentation, int line, string text)
    {
        if (tokens.Count > 0 && tokens[^1].Line == line)
        {
            foreach (RtlToken token in tokens.AsEnumerable().Reverse().TakeWhile(token => token.Line == line))
            {
                token.Trailing = text;
            }
        }
        else
        {
            documentation.Add(text);
        }
    }

    [GeneratedRegex(Comments + "|" + Texts + "|" + Directives + "|" + Words, RegexOptions.Singleline)]
    private static partial Regex Token();
}
