namespace AnalogCoSim.Compiler.Graph;

/// <summary>Shape of one image's activations; flat tensors have height and width 1.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    /// <summary>Number of elements.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>Number of pixels of one channel.</summary>
    public int Pixels => Height * Width;

    /// <inheritdoc />
    public override string ToString() => Height == 1 && Width == 1 ? $"{Channels}" : $"{Channels}x{Height}x{Width}";
}
