using System.Globalization;
using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Describes the intermediate values of one LDPU column as the reference has them: where in the pipeline to look.</summary>
internal static class StageReport
{
    /// <summary>Describes a column.</summary>
    /// <param name="wrong">The column.</param>
    /// <returns>One line.</returns>
    public static string Describe(WrongColumn wrong)
    {
        LdpuStages stages = LdpuModel.Column(wrong.Registers, wrong.Column, wrong.CountP, wrong.CountN, wrong.Received);
        string rx = wrong.Registers.Combine ? string.Create(CultureInfo.InvariantCulture, $" rx={wrong.Received}") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"stages: P={wrong.CountP} N={wrong.CountN}{rx} {stages}");
    }
}
