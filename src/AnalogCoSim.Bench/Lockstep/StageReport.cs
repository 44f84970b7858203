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
        LdpuStages stages = LdpuModel.Column(wrong.Registers, wrong.Column, wrong.CountP, wrong.CountN, wrong.Received ?? 0);
        string rx = !wrong.Registers.Combine ? string.Empty : wrong.Received is { } value ? string.Create(CultureInfo.InvariantCulture, $" rx={value}") : " rx=residual packet, r and q without it";
        return string.Create(CultureInfo.InvariantCulture, $"stages: P={wrong.CountP} N={wrong.CountN}{rx} {stages}");
    }
}
