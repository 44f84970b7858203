namespace AnalogCoSim.Verilator.Declarations;

/// <summary>One word or sign of SystemVerilog.</summary>
/// <param name="Text">The token; an escaped name without its backslash.</param>
/// <param name="Line">Line, from 1 on.</param>
/// <param name="Column">Column, from 1 on.</param>
/// <param name="Documentation">Text of the <c>///</c> lines right before it; empty for none.</param>
internal sealed record RtlToken(string Text, int Line, int Column, string Documentation)
{
    /// <summary>Text of a <c>///</c> comment behind it on the same line; empty for none.</summary>
    public string Trailing { get; set; } = string.Empty;

    /// <summary>Whether it is a name or word.</summary>
    public bool IsWord => char.IsAsciiLetter(Text[0]) || Text[0] == '_' || IsEscaped;

    /// <summary>Whether it is an escaped name, which is no word of the language.</summary>
    public bool IsEscaped { get; init; }
}
