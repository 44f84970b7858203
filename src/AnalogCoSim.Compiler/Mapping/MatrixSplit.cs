using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>The published rule: the fewest equal parts of at most 256.</summary>
/// <param name="Parts">Number of parts.</param>
/// <param name="Size">Size of all but perhaps the last.</param>
internal readonly record struct MatrixSplit(int Parts, int Size)
{
    public static MatrixSplit Of(int total)
    {
        int parts = (total + ChipGeometry.CrossbarSize - 1) / ChipGeometry.CrossbarSize;
        int size = (total + parts - 1) / parts;
        return new MatrixSplit((total + size - 1) / size, size);
    }

    public (int First, int Count) Part(int index, int total) => (index * Size, Math.Min(Size, total - (index * Size)));
}
