using AnalogCoSim.Bench.Running;

namespace AnalogCoSim.Report;

/// <summary>The reports that a run writes besides its <c>result.json</c>.</summary>
public static class ReportWriters
{
    /// <summary><c>report.html</c> and <c>junit.xml</c>.</summary>
    public static IReadOnlyList<IResultWriter> Usual { get; } = [new HtmlReport(), new JUnitReport()];
}
