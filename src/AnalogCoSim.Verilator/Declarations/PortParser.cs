using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Declarations;

/// <summary>Reads the ports of a module, declared in its header (ANSI) or in its body.</summary>
/// <param name="file">Name of the file.</param>
/// <param name="types">Types of all files.</param>
internal sealed partial class PortParser(string file, TypeTable types)
{
    private static readonly string[] Directions = ["input", "output", "inout", "ref"];
    private static readonly string[] NetTypes = ["reg", "wire", "logic", "bit", "var", "tri", "uwire"];

    /// <summary>Tokens up to one at the same level.</summary>
    /// <param name="tokens">All tokens.</param>
    /// <param name="from">The first.</param>
    /// <param name="ends">What ends them.</param>
    /// <returns>The tokens before the end.</returns>
    public static IReadOnlyList<RtlToken> Until(IReadOnlyList<RtlToken> tokens, int from, params ReadOnlySpan<string> ends)
    {
        int depth = 0;
        int at = from;
        for (; at < tokens.Count && !(depth == 0 && ends.Contains(tokens[at].Text)); at++)
        {
            depth += tokens[at].Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
        }

        return [.. tokens.Skip(from).Take(at - from)];
    }

    /// <summary>Takes a declaration apart: type, name, dimensions behind the name.</summary>
    /// <param name="piece">Its tokens, without a direction.</param>
    /// <returns>The parts; no name where there is none.</returns>
    public static (IReadOnlyList<RtlToken> Type, RtlToken? Name, string Unpacked) Declared(IReadOnlyList<RtlToken> piece)
    {
        List<RtlToken> tokens = [.. Until(piece, 0, "=")];
        int end = tokens.Count;
        while (end > 0 && tokens[end - 1].Text == "]")
        {
            int open = end - 1;
            for (int depth = 1; open > 0 && depth > 0;)
            {
                open--;
                depth += tokens[open].Text switch { "]" => 1, "[" => -1, _ => 0 };
            }

            end = open;
        }

        return end > 0 && tokens[end - 1].IsWord
            ? ([.. tokens.Take(end - 1)], tokens[end - 1], Line(tokens.Skip(end)))
            : (tokens, null, string.Empty);
    }

    /// <summary>Reads the ports.</summary>
    /// <param name="tokens">Tokens of the file.</param>
    /// <param name="at">Where its <c>module</c> stands.</param>
    /// <returns>The ports, in order.</returns>
    public IReadOnlyList<PortDeclaration> Module(List<RtlToken> tokens, int at)
    {
        int end = tokens.FindIndex(at, token => token.Text == "endmodule");
        List<RtlToken> module = tokens[at..(end < 0 ? tokens.Count : end)];
        int header = HeaderOf(module);
        if (header < 0)
        {
            return [];
        }

        IReadOnlyList<RtlToken> list = Until(module, header + 1, ")");
        List<IReadOnlyList<RtlToken>> pieces = Pieces(list);
        return list.Any(token => Directions.Contains(token.Text)) || pieces.Any(piece => types.IsInterface(Declared(piece).Type))
            ? [.. Typed(pieces)]
            : Body([.. pieces.Select(piece => piece[^1].Text)], [.. WithoutSubroutines(module.Skip(header + 2 + list.Count))]);
    }

    // Behind the name there may be imports and parameters.
    private static int HeaderOf(List<RtlToken> module)
    {
        for (int at = 1; at < module.Count; at++)
        {
            switch (module[at].Text)
            {
                case ";" when module.Take(at).All(token => token.Text != "import") || module[at - 1].Text == ")":
                    return -1;
                case "#" when at + 1 < module.Count:
                    at += 2 + Until(module, at + 2, ")").Count;
                    break;
                case "(":
                    return at;
                default:
                    break;
            }
        }

        return -1;
    }

    private static List<IReadOnlyList<RtlToken>> Pieces(IReadOnlyList<RtlToken> list)
    {
        var pieces = new List<IReadOnlyList<RtlToken>>();
        for (int at = 0; at < list.Count;)
        {
            IReadOnlyList<RtlToken> piece = Until(list, at, ",");
            at += piece.Count + 1;
            if (piece.Count > 0)
            {
                pieces.Add(piece);
            }
        }

        return pieces;
    }

    private static IEnumerable<RtlToken> WithoutSubroutines(IEnumerable<RtlToken> tokens)
    {
        string? end = null;
        foreach (RtlToken token in tokens)
        {
            if (end is null && token.Text is "function" or "task")
            {
                end = "end" + token.Text;
            }
            else if (token.Text == end)
            {
                end = null;
            }
            else if (end is null)
            {
                yield return token;
            }
        }
    }

    private static string Line(IEnumerable<RtlToken> tokens) => Tight().Replace(string.Join(' ', tokens.Select(token => token.Text)), "$1");

    // What a piece leaves out it has from the one before.
    private IEnumerable<PortDeclaration> Typed(IEnumerable<IReadOnlyList<RtlToken>> pieces)
    {
        string direction = "inout";
        IReadOnlyList<RtlToken> type = [];
        foreach (IReadOnlyList<RtlToken> piece in pieces)
        {
            bool directed = Directions.Contains(piece[0].Text);
            (IReadOnlyList<RtlToken> own, RtlToken? name, string unpacked) = Declared(directed ? [.. piece.Skip(1)] : piece);
            if (name is null)
            {
                continue;
            }

            direction = directed ? piece[0].Text : types.IsInterface(own) ? "interface" : direction;
            type = directed || own.Count > 0 ? own : type;
            string documentation = piece.Select(token => token.Documentation).FirstOrDefault(text => text.Length > 0) ?? name.Trailing;
            string text = Line([new RtlToken(direction == "interface" ? string.Empty : direction, 0, 0, string.Empty), .. type, name]).Trim() + (unpacked.Length > 0 ? " " + unpacked : string.Empty);
            yield return new PortDeclaration(name.Text, direction, text, types.IsSigned(type), file, name.Line, name.Column, documentation) { Unpacked = unpacked, IsBit = types.IsBit(type) && unpacked.Length == 0 };
        }
    }

    // Non-ANSI: directions and types stand in the body, also in two declarations of one port.
    private IReadOnlyList<PortDeclaration> Body(string[] names, List<RtlToken> body)
    {
        var ports = new Dictionary<string, PortDeclaration>(StringComparer.Ordinal);
        for (int at = 0; at < body.Count; at++)
        {
            bool directed = Directions.Contains(body[at].Text);
            if (!directed && !NetTypes.Contains(body[at].Text))
            {
                continue;
            }

            IReadOnlyList<RtlToken> statement = Until(body, at, ";");
            List<IReadOnlyList<RtlToken>> pieces = Pieces(statement);
            if (directed)
            {
                foreach (PortDeclaration port in Typed(pieces))
                {
                    ports[port.Name] = port;
                }
            }
            else if (statement.Any(token => token.Text == "signed"))
            {
                foreach (string name in pieces.Select(piece => Declared(piece).Name?.Text).OfType<string>().Where(ports.ContainsKey))
                {
                    ports[name] = ports[name] with { IsSigned = true };
                }
            }

            at += statement.Count;
        }

        return [.. names.Where(ports.ContainsKey).Select(name => ports[name])];
    }

    [GeneratedRegex(@"(?<=\[) | (?=\])| ?(::|:(?!:)|\.) ?| (?=,)")]
    private static partial Regex Tight();
}
