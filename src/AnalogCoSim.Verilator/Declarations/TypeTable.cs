namespace AnalogCoSim.Verilator.Declarations;

/// <summary>Types that files declare: which are signed, and which names are interfaces.</summary>
internal sealed class TypeTable
{
    private const int Deepest = 16;

    private static readonly string[] SignedTypes = ["byte", "shortint", "int", "longint", "integer"];
    private static readonly string[] BitTypes = ["logic", "bit", "reg", "wire", "tri", "uwire", "wand", "wor", "var"];

    private readonly Dictionary<string, IReadOnlyList<RtlToken>> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _interfaces = new(StringComparer.Ordinal);

    /// <summary>Collects them.</summary>
    /// <param name="files">Tokens of each file.</param>
    public TypeTable(IEnumerable<List<RtlToken>> files)
    {
        foreach (List<RtlToken> tokens in files)
        {
            for (int at = 0; at + 1 < tokens.Count; at++)
            {
                Collect(tokens, at);
            }
        }
    }

    /// <summary>Tells whether a type is an interface: by its declaration, or since it names a modport.</summary>
    /// <param name="type">Tokens of the type.</param>
    /// <returns>True if so.</returns>
    public bool IsInterface(IReadOnlyList<RtlToken> type) =>
        type.Count > 0 && (type[0].Text == "interface" || _interfaces.Contains(type[0].Text) || (type.Count == 3 && type[1].Text == "." && type[0].IsWord));

    /// <summary>Tells whether a type is a single bit without dimensions.</summary>
    /// <param name="type">Tokens of the type.</param>
    /// <returns>True if so; a named type is looked up.</returns>
    public bool IsBit(IReadOnlyList<RtlToken> type) => IsBit(type, 0);

    /// <summary>Tells whether values of a type are signed.</summary>
    /// <param name="type">Tokens of the type.</param>
    /// <returns>True if so.</returns>
    public bool IsSigned(IReadOnlyList<RtlToken> type) => IsSigned(type, 0);

    private static bool Says(IEnumerable<RtlToken> type, string word) => type.Any(token => token.Text == word && !token.IsEscaped);

    private static string? NamedType(IReadOnlyList<RtlToken> type)
    {
        RtlToken[] words = [.. type.TakeWhile(token => token.Text != "[").Where(token => token.IsWord && !BitTypes.Contains(token.Text) && token.Text is not ("signed" or "unsigned"))];
        return words.Length > 0 ? words[^1].Text : null;
    }

    private void Collect(List<RtlToken> tokens, int at)
    {
        switch (tokens[at].Text)
        {
            case "interface" when tokens[at + 1].IsWord:
                _interfaces.Add(tokens[at + 1].Text is "automatic" or "static" && at + 2 < tokens.Count ? tokens[at + 2].Text : tokens[at + 1].Text);
                break;
            case "typedef":
                (IReadOnlyList<RtlToken> type, RtlToken? name, _) = PortParser.Declared(PortParser.Until(tokens, at + 1, ";"));
                if (name is not null)
                {
                    _types.TryAdd(name.Text, type);
                }

                break;
            case "type" when at + 2 < tokens.Count && tokens[at + 2].Text == "=":
                _types.TryAdd(tokens[at + 1].Text, PortParser.Until(tokens, at + 3, ",", ")", ";"));
                break;
            default:
                break;
        }
    }

    private bool IsBit(IReadOnlyList<RtlToken> type, int depth) => !Says(type, "[") && !Says(type, "{")
        && (NamedType(type) is not { } name || (depth < Deepest && _types.TryGetValue(name, out IReadOnlyList<RtlToken>? known) && IsBit(known, depth + 1)));

    private bool IsSigned(IReadOnlyList<RtlToken> type, int depth)
    {
        RtlToken[] head = [.. type.TakeWhile(token => token.Text != "{")];
        if (Says(head, "signed"))
        {
            return true;
        }

        if (Says(head, "unsigned") || head.Length == 0 || depth > Deepest)
        {
            return false;
        }

        // An enum without a base is an int.
        if (head[0].Text == "enum")
        {
            return head.Length == 1 || IsSigned(head[1..], depth + 1);
        }

        if (head[0].Text is "struct" or "union")
        {
            return false;
        }

        // More packed dimensions around a signed type make an array, which is unsigned.
        string? name = NamedType(head);
        return name is not null && !Says(head, "[") && (SignedTypes.Contains(name) || (_types.TryGetValue(name, out IReadOnlyList<RtlToken>? known) && IsSigned(known, depth + 1)));
    }
}
