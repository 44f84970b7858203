namespace AnalogCoSim.Benchmarks.Analog;

/// <summary>One measured point.</summary>
/// <param name="Mode">onePhase, onePhaseIrDrop, fourPhase.</param>
/// <param name="Batch">MVMs handed over in one call.</param>
/// <param name="Threads">Threads, each with batches of its own, on one programmed core.</param>
/// <param name="MvmPerSecond">MVMs per second of all threads together.</param>
/// <param name="MultiplyAddsPerMvm">Multiply-adds that the mode needs: one for each cell and charge, one for each cell and variance.</param>
/// <param name="FractionOfGemm">Needed multiply-adds per second over those of the float32 product, for each thread.</param>
public sealed record AnalogBenchmarkRow(string Mode, int Batch, int Threads, double MvmPerSecond, long MultiplyAddsPerMvm, double FractionOfGemm);
