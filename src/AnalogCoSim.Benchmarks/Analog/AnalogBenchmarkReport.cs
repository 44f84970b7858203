namespace AnalogCoSim.Benchmarks.Analog;

/// <summary>Speed of the analog kernels on this machine.</summary>
/// <param name="Instructions">Kernel path that was used.</param>
/// <param name="GemmMultiplyAddsPerSecond">Rate of a float32 matrix product of the same size on one thread; multiply-adds per second.</param>
/// <param name="Rows">One row for each mode, batch and number of threads.</param>
public sealed record AnalogBenchmarkReport(string Instructions, double GemmMultiplyAddsPerSecond, IReadOnlyList<AnalogBenchmarkRow> Rows);
