namespace AnalogCoSim.Verilator.Declarations;

/// <summary>What the RTL's text says of a port beyond what Verilator tells.</summary>
/// <param name="Name">Name in the RTL.</param>
/// <param name="Direction"><c>input</c>, <c>output</c>, <c>inout</c> or <c>ref</c>; <c>interface</c> where an interface is the port.</param>
/// <param name="Text">The declaration in one line, e.g. <c>input logic signed [7:0] data_i</c>.</param>
/// <param name="IsSigned">Whether it is declared signed.</param>
/// <param name="File">File, as it was named.</param>
/// <param name="Line">Line, from 1 on.</param>
/// <param name="Column">Column, from 1 on.</param>
/// <param name="Documentation">Its <c>///</c> lines; empty for none.</param>
public sealed record PortDeclaration(string Name, string Direction, string Text, bool IsSigned, string File, int Line, int Column, string Documentation)
{
    /// <summary>Dimensions behind the name, e.g. <c>[4]</c>: an unpacked array. Empty for none.</summary>
    public string Unpacked { get; init; } = string.Empty;

    /// <summary>Whether it is one bit by what the text says.</summary>
    public bool IsBit { get; init; }
}
