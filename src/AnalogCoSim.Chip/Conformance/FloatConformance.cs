namespace AnalogCoSim.Chip.Conformance;

/// <summary>What comparing one file of test vectors gave.</summary>
/// <param name="File">File of the vectors.</param>
/// <param name="Function">Function.</param>
/// <param name="Cases">Vectors in the file.</param>
/// <param name="WholeCases">Vectors of the generator's smallest whole set.</param>
/// <param name="Compared">Vectors compared; the others have no defined result.</param>
/// <param name="Mismatches">Vectors not met.</param>
/// <param name="First">The first mismatches, at most <see cref="TestFloatVectors.MostKept"/>.</param>
public sealed record FloatConformance(string File, FloatFunction Function, long Cases, long WholeCases, long Compared, long Mismatches, IReadOnlyList<FloatMismatch> First)
{
    /// <summary>Whether the file has all vectors of the generator's smallest set; if not, it is a sample or has been cut.</summary>
    public bool IsWhole => Cases >= WholeCases;
}
