namespace AnalogCoSim.ModelGenerator;

/// <summary>A port of a model.</summary>
/// <param name="Name">Name in the RTL.</param>
/// <param name="IsInput">Driven by us.</param>
/// <param name="Width">Bits.</param>
/// <param name="Offset">Place in the record of its direction.</param>
/// <param name="Bytes">Storage: 1, 2, 4, 8 or a multiple of 4.</param>
/// <param name="IsSigned">Whether it is declared signed.</param>
/// <param name="Declared">Its declaration in the RTL; empty where unknown.</param>
/// <param name="Line">Line of it; 0 where unknown.</param>
/// <param name="Documentation">Its <c>///</c> lines.</param>
internal sealed record ModelPort(string Name, bool IsInput, int Width, int Offset, int Bytes, bool IsSigned, string Declared, int Line, string Documentation);
