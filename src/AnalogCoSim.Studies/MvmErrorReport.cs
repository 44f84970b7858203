
namespace AnalogCoSim.Studies;

/// <summary>MVM error of one core as published for the chip.</summary>
/// <param name="Total">||y - W x|| / ||W x|| over the stimulus.</param>
/// <param name="Linear">||(W_hat - W) x|| / ||W x||: the part that a least-squares matrix explains.</param>
/// <param name="Residual">||y - W_hat x|| / ||W x||: noise and non-linearity.</param>
/// <param name="EffectiveWeightBits">Bits of the weight quantiser with the same total error.</param>
/// <param name="SaturatedCounts">Counts held at 4095 during the study.</param>
/// <param name="LimitedColumns">Phases of a column at the current limit during the study.</param>
/// <remarks>Source of the definition: Le Gallo et al., Nature Electronics 6 (2023), methods.</remarks>
public sealed record MvmErrorReport(double Total, double Linear, double Residual, double EffectiveWeightBits, long SaturatedCounts, long LimitedColumns);
