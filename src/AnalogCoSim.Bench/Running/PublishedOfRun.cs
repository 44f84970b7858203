using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Running;

/// <summary>Which published figures a run bears on: the latency of a deep layer, if the program has one like ResNet-9's, and accuracies, if it is of the size of ResNet-9.</summary>
internal static class PublishedOfRun
{
    private const int DeepRows = 2016;
    private const int DeepColumns = 224;

    // From the first load beat to the start strobe at the macro, and the clock of the last byte itself.
    private const int ClocksAround = (ChipGeometry.CrossbarSize / RegisterMap.RowsPerLoadBeat) + 1 + 1;

    /// <summary>The rows.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="program">What ran.</param>
    /// <param name="stepCycles">Clocks a step; null without an RTL engine.</param>
    /// <param name="accuracy">Accuracy, %.</param>
    /// <param name="floatAccuracy">Accuracy of the float32 network, %; null if not known.</param>
    /// <param name="images">Images that ran.</param>
    /// <returns>Rows; none for other networks.</returns>
    public static IReadOnlyList<PublishedRow> Of(Scenario scenario, ChipProgram program, IReadOnlyList<ulong>? stepCycles, double accuracy, double? floatAccuracy, int images)
    {
        int deep = program.Steps.ToList().FindIndex(step => step is CrossbarStep { Residual: null, Rows: DeepRows, Groups: [{ ChannelCount: DeepColumns, Chain.Count: 8 }] });
        if (deep < 0)
        {
            return [];
        }

        var rows = new List<PublishedRow>();
        if (stepCycles is not null)
        {
            // Positions follow each other at the packet interval; what is left is one position alone.
            ulong others = (ulong)(((CrossbarStep)program.Steps[deep]).Geometry.Positions - 1) * RegisterMap.PacketInterval;
            double clocks = stepCycles[deep] - (double)others - ClocksAround;
            rows.AddRange(PublishedComparison.DeepLayer(clocks * PerformanceSummary.DigitalClockNanoseconds, scenario.Analog.ReadMode == ReadMode.FourPhase));
        }

        if (scenario.Data.Source == DataSourceKind.Cifar10 && WeightsOf(program) == PublishedFigures.ResNet9Weights)
        {
            rows.AddRange(Accuracy(scenario.Analog, accuracy, floatAccuracy, images));
        }

        return rows;
    }

    private static int WeightsOf(ChipProgram program) => program.CrossbarSteps.Sum(step => step.Rows * step.Columns);

    // The published row of the run's scheme stays whatever is changed; what is not as it was for the published figure is named beside it.
    private static IEnumerable<PublishedRow> Accuracy(AnalogParameters chip, double accuracy, double? floatAccuracy, int images)
    {
        bool quantised = chip.Fidelity == Fidelity.Quantised;
        bool two = chip.Scheme == ProgrammingScheme.TwoDevice;
        string[] unlike = quantised ? [] : [.. Unlike(chip)];
        return PublishedComparison.Accuracy(!quantised && two ? accuracy : null, !quantised && !two ? accuracy : null, quantised ? accuracy : null, floatAccuracy, images, ObjectShape.WordOf(chip.DeviceModel.ToString()))
            .Where(row => row.Bench is not null)
            .Select((row, i) => i == 0 && unlike.Length > 0 ? row with { From = $"{row.From}; not alike: {string.Join(", ", unlike)}" } : row);
    }

    // The published accuracies were measured with 4-phase reads directly after programming, and stand for the whole model of the chip.
    // Gmax, read voltage and compensation are the operator's; they differ on the published chip too.
    private static IEnumerable<string> Unlike(AnalogParameters chip)
    {
        var usual = new AnalogParameters();
        AnalogParameters others = chip with
        {
            Scheme = usual.Scheme,
            Seed = usual.Seed,
            GmaxMicroSiemens = usual.GmaxMicroSiemens,
            ReadVoltageVolt = usual.ReadVoltageVolt,
            Compensation = usual.Compensation,
            DriftTimeSeconds = chip.DriftTimeSeconds is 0 ? null : chip.DriftTimeSeconds,
            AimSeconds = chip.AimSeconds is 0 ? null : chip.AimSeconds,
        };
        return ObjectShape.For(typeof(AnalogParameters)).Keys.Where(key => !Equals(key.Property.GetValue(others), key.Property.GetValue(usual))).Select(key => key.Name);
    }
}
