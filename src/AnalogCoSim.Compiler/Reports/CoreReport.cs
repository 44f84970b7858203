using AnalogCoSim.Compiler.Options;

namespace AnalogCoSim.Compiler.Reports;

/// <summary>What the compiler chose for one core.</summary>
/// <param name="Core">Core number.</param>
/// <param name="Rows">Rows in use.</param>
/// <param name="Columns">Columns in use.</param>
/// <param name="WeightMax">Weight that has the largest conductance.</param>
/// <param name="GmaxMicroSiemens">That conductance, uS.</param>
/// <param name="ReadVoltageVolt">Read voltage, V.</param>
/// <param name="PeakCurrentMicroAmpere">Bit-line current at the start of a phase, at the percentile of <see cref="CompilerOptions.CurrentPercentile"/>; uA.</param>
/// <param name="MeanCurrentMicroAmpere">The same averaged over the read window; 4.4 counts a uA.</param>
/// <param name="StepScale">Real value of one INT8 step of the core's output.</param>
public sealed record CoreReport(int Core, int Rows, int Columns, float WeightMax, float GmaxMicroSiemens, float ReadVoltageVolt, double PeakCurrentMicroAmpere, double MeanCurrentMicroAmpere, double StepScale);
