namespace AnalogCoSim.Chip.Program;

/// <summary>One INT8 activation tensor.</summary>
/// <param name="Name">Name in the network.</param>
/// <param name="Channels">Channels; the length for flat tensors.</param>
/// <param name="Height">Rows; 1 for flat tensors.</param>
/// <param name="Width">Columns; 1 for flat tensors.</param>
/// <param name="Scale">Real value of one INT8 step.</param>
public sealed record TensorSpec(string Name, int Channels, int Height, int Width, float Scale)
{
    /// <summary>Most elements of a tensor, 16 MiB of INT8: the largest layers of image networks have 3 to 13 million.</summary>
    public const int MostElements = 1 << 24;

    /// <summary>Number of elements.</summary>
    public int Length => Channels * Height * Width;
}
