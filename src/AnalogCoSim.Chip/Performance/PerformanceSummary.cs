using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Performance;

/// <summary>Time and energy of one image through a chip program, from the clocks that the RTL engine counted.</summary>
/// <param name="Steps">One row a crossbar step.</param>
/// <param name="Cores">Cores that hold weights.</param>
/// <param name="Weights">Crossbar cells that hold weights.</param>
/// <param name="FourPhase">Whether the MVMs were 4-phase reads.</param>
public sealed record PerformanceSummary(IReadOnlyList<StepPerformance> Steps, int Cores, long Weights, bool FourPhase)
{
    /// <summary>Period of the digital clock, ns.</summary>
    /// <remarks>Source: Le Gallo et al., Nature Electronics 6, 680 (2023), Table 1: 400 MHz.</remarks>
    public const double DigitalClockNanoseconds = RegisterMap.ClockPicoseconds / 1000.0;

    /// <summary>Frequency of the digital clock, MHz.</summary>
    public const double DigitalClockMegahertz = 1e6 / RegisterMap.ClockPicoseconds;

    /// <summary>Core MVMs for one image.</summary>
    public long Mvms => Steps.Sum(step => (long)step.Cores * step.Positions);

    /// <summary>Digital clocks for one image.</summary>
    public ulong Cycles => Steps.Aggregate(0UL, (sum, step) => sum + step.Cycles);

    /// <summary>Time on the chip for one image, microseconds.</summary>
    public double Microseconds => Cycles * DigitalClockNanoseconds * 1e-3;

    /// <summary>Energy of one image, uJ; the static power of all used cores counts during the whole time.</summary>
    public double Microjoule => Steps.Sum(step => step.Microjoule);

    /// <summary>Used share of the crossbar cells of the cores in use.</summary>
    public double Utilisation => Cores == 0 ? 0 : Weights / ((double)Cores * ChipGeometry.CrossbarSize * ChipGeometry.CrossbarSize);

    /// <summary>Achieved throughput, tera-operations a second.</summary>
    public double Tops => Cycles == 0 ? 0 : Steps.Sum(step => step.Operations) / (Microseconds * 1e6);

    /// <summary>Achieved efficiency, tera-operations a second and watt.</summary>
    public double TopsPerWatt => Steps.Sum(step => step.Operations) / Microjoule * 1e-6;

    /// <summary>Works the figures out.</summary>
    /// <param name="program">The program that ran.</param>
    /// <param name="stepCycles">Clocks per program step for one image, as the RTL engine reports them.</param>
    /// <param name="fourPhase">Whether the MVMs were 4-phase reads.</param>
    /// <returns>Rows in the order of the steps.</returns>
    public static PerformanceSummary Of(ChipProgram program, IReadOnlyList<ulong> stepCycles, bool fourPhase)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(stepCycles);
        int powered = program.Cores.Count();
        var rows = new List<StepPerformance>();
        for (int index = 0; index < program.Steps.Count; index++)
        {
            if (program.Steps[index] is CrossbarStep step)
            {
                rows.Add(Row(step, stepCycles.Count > index ? stepCycles[index] : 0, powered, fourPhase));
            }
        }

        return new PerformanceSummary(rows, powered, program.Chains.Sum(WeightsOf), fourPhase);
    }

    private static StepPerformance Row(CrossbarStep step, ulong cycles, int poweredCores, bool fourPhase)
    {
        int cores = step.Groups.Sum(group => group.Chain.Count);
        int positions = step.Geometry.Positions;
        long weights = step.Groups.Sum(WeightsOf);
        double utilisation = weights / ((double)cores * ChipGeometry.CrossbarSize * ChipGeometry.CrossbarSize);
        double energy = EnergyModel.Microjoule((long)cores * positions, poweredCores, cycles * DigitalClockNanoseconds, fourPhase);
        return new StepPerformance(step.Name, cores, positions, weights, utilisation, cycles, energy);
    }

    private static long WeightsOf(ColumnGroup group) => (long)group.ChannelCount * group.Chain.Sum(slice => slice.RowCount);
}
