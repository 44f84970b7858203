
namespace AnalogCoSim.Studies;

/// <summary>One converter path in a table of a core's converters.</summary>
/// <param name="Column">Column.</param>
/// <param name="Path">0 = P, 1 = N.</param>
/// <param name="GainMegahertzPerMicroAmpere">A after trim; MHz/µA.</param>
/// <param name="NonlinearityPerMicroAmpere">B after trim; 1/µA.</param>
/// <param name="OffsetMegahertz">C after trim; MHz.</param>
/// <param name="Levels">Codes up to the current limit.</param>
/// <param name="LargestInl">Largest integral non-linearity; LSB.</param>
/// <param name="LargestDnl">Largest differential non-linearity; LSB.</param>
public sealed record ConverterRow(
    int Column,
    int Path,
    double GainMegahertzPerMicroAmpere,
    double NonlinearityPerMicroAmpere,
    double OffsetMegahertz,
    int Levels,
    double LargestInl,
    double LargestDnl);
