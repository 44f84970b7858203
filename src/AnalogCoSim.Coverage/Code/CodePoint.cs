namespace AnalogCoSim.Coverage.Code;

/// <summary>One place in the source that is counted; all instances of its module count in it.</summary>
/// <param name="File">Source, relative to the folder that holds <c>rtl/</c>, with <c>/</c>.</param>
/// <param name="Line">Line, from 1 on.</param>
/// <param name="Column">Column, from 0 on, as Verilator has it: it tells points of one line apart.</param>
/// <param name="Kind">What is counted.</param>
/// <param name="Module">The module.</param>
/// <param name="Name">For a toggle the signal with its bit, and the direction where Verilator tells them apart (<c>:0->1</c>); else what kind of block or branch it is.</param>
/// <param name="Lines">Lines that belong to a block or branch, such as <c>12-14,17</c>; empty where Verilator names none.</param>
public sealed record CodePoint(string File, int Line, int Column, CodePointKind Kind, string Module, string Name, string Lines);
