namespace AnalogCoSim.Inference;

/// <summary>Which tiles were evaluated when, for one image.</summary>
/// <param name="Image">Number of the image.</param>
/// <param name="Tiles">The counts.</param>
public sealed record ImageActivity(int Image, TileActivity Tiles);
