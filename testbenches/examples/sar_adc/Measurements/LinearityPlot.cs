namespace SarAdc.Measurements;

/// <summary>Draws transfer curve, DNL and INL of a converter.</summary>
public static class LinearityPlot
{
    private const string Style = """
        .back { fill: #ffffff } .ink { fill: #1f2933 } .soft { fill: #52606d; font-size: 12px } .head { font-weight: 600; font-size: 15px }
        .frame { fill: none; stroke: #829ab1 } .grid { stroke: #dde5ec; fill: none } .real { stroke: #2f6fb4; stroke-width: 1.3; fill: none } .ideal { stroke: #c77c11; stroke-width: 1.3; stroke-dasharray: 5 4; fill: none }
        @media (prefers-color-scheme: dark) {
          .back { fill: #14191f } .ink { fill: #e6edf3 } .soft { fill: #a9b8c6 } .frame { stroke: #5d7388 } .grid { stroke: #2a343e } .real { stroke: #6aa9e9 } .ideal { stroke: #e0a04a }
        }
        """;

    /// <summary>Draws.</summary>
    /// <param name="curve">The transfer curve.</param>
    /// <param name="caption">What stands below the title, and what the picture is called.</param>
    /// <returns>An SVG document.</returns>
    public static string Draw(TransferCurve curve, string caption)
    {
        int codes = curve.Transitions.Count + 1;
        double grid = codes / 8.0;
        (double From, double To) all = (0, codes);
        int worst = Enumerable.Range(0, curve.Dnl.Length).MaxBy(k => Math.Abs(curve.Dnl[k])) + 1;
        (double From, double To) near = (Math.Max(0, worst - 6), Math.Min(codes, worst + 7));
        (double From, double To) dnl = Range(curve.Dnl);
        (double From, double To) inl = Range(curve.Inl);
        double[] dnlOfCodes = curve.Dnl.ToArray();
        double[] inlOfCodes = curve.Inl.ToArray();
        IEnumerable<(double X, double Y)> ideal = Enumerable.Range(0, codes + 1).Select(k => ((double)k, (double)k));
        IEnumerable<(double X, double Y)> real = curve.Transitions.Select((at, k) => (at, k + 1.0)).Prepend((0, 0)).Append((codes, codes - 1));
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 880" width="960" height="880" font-family="system-ui, -apple-system, Segoe UI, sans-serif" font-size="13">
            <title>{caption}</title>
            <style>
            {Style}
            </style>
            <rect class="back" width="960" height="880" rx="8"/>
            <text class="ink head" x="60" y="32">SAR ADC: RTL of the controller, models of array and comparator</text>
            <text class="soft" x="60" y="52">{caption}</text>
            {new SvgPanel(60, 100, 400, 240, all, all).Axes("Transfer curve: code", "input, LSB", (2 * grid, 2 * grid)).Line("real", real, stairs: true)}
            {new SvgPanel(520, 100, 400, 240, near, near).Axes($"Around code {worst}; dashed: ideal", "input, LSB", (2, 2)).Line("ideal", ideal.Where(Near), stairs: true).Line("real", real.Where(Near), stairs: true)}
            {new SvgPanel(60, 410, 860, 170, all, dnl).Axes("DNL, LSB", "code", (grid, Step(dnl))).Line("real", dnlOfCodes.Select((one, k) => (k + 1.0, one)), stairs: true)}
            {new SvgPanel(60, 650, 860, 170, all, inl).Axes("INL, LSB", "code", (grid, Step(inl))).Line("real", inlOfCodes.Select((one, k) => (k + 1.0, one)), stairs: false)}
            </svg>

            """;

        // More than is seen, since the curve may lie beside the ideal one.
        bool Near((double X, double Y) point) => Math.Abs(point.X - worst) < 20;
    }

    // At least half an LSB to both sides, else a perfect converter shows the rounding of its measurement.
    private static (double From, double To) Range(ReadOnlySpan<double> values)
    {
        double most = 0.5;
        foreach (double value in values)
        {
            most = Math.Max(most, Math.Abs(value));
        }

        most = Math.Ceiling(most * 4) / 4;
        return (-most, most);
    }

    private static double Step((double From, double To) range) => range.To <= 1 ? 0.25 : range.To <= 2 ? 0.5 : Math.Ceiling(range.To / 4);
}
