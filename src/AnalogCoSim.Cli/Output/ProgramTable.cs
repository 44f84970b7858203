using System.Globalization;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Reports;
using Spectre.Console;

namespace AnalogCoSim.Cli.Output;

/// <summary>Shows a chip program layer by layer: what runs on which cores, what the host does.</summary>
internal static class ProgramTable
{
    /// <summary>Creates the table.</summary>
    /// <param name="program">The program.</param>
    /// <param name="layers">What the compiler chose, in program order.</param>
    /// <returns>One row per step and a last row with the sums.</returns>
    public static Table Create(ChipProgram program, IReadOnlyList<LayerReport> layers)
    {
        Table table = Tables.Create("step", "kind", "output", "matrix", ">cores", ">MVMs/image", ">SQNR", "chains (head to tail)");
        int next = 0;
        foreach (ProgramStep step in program.Steps)
        {
            TensorSpec output = program.Tensors[step.Output];
            string shape = Text($"{output.Channels}x{output.Height}x{output.Width}");
            table.AddRow(step is CrossbarStep crossbar ? CrossbarRow(crossbar, shape, layers[next++]) : HostRow(step, shape));
        }

        int cores = program.Slices.Select(slice => slice.Core).Distinct().Count();
        table.AddRow(Cells("total", string.Empty, string.Empty, string.Empty, Text($"{cores}"), Text($"{Mvms(program)}"), string.Empty, string.Empty));
        return table;
    }

    /// <summary>The same as data for JSON.</summary>
    /// <param name="program">The program.</param>
    /// <returns>One object per step.</returns>
    public static IReadOnlyList<object> Describe(ChipProgram program) => [.. program.Steps.Select(step => Describe(program, step))];

    /// <summary>MVMs of all cores for one image.</summary>
    /// <param name="program">The program.</param>
    /// <returns>Their number.</returns>
    public static long Mvms(ChipProgram program) => program.Steps.OfType<CrossbarStep>().Sum(Mvms);

    private static long Mvms(CrossbarStep step) => step.MvmsPerImage;

    private static Markup[] CrossbarRow(CrossbarStep step, string shape, LayerReport layer)
    {
        int columns = step.Groups.Sum(group => group.ChannelCount);
        string chains = string.Join("; ", step.Groups.Select(group => string.Join(">", group.Chain.Select(slice => slice.Core))));
        string kind = step.Residual is null ? "crossbar" : "crossbar + residual";
        return Cells(
            step.Name,
            kind,
            shape,
            Text($"{step.Rows}x{columns}"),
            Text($"{step.Groups.Sum(group => group.Chain.Count)}"),
            Text($"{Mvms(step)}"),
            Text($"{layer.SqnrDecibel:F1} dB"),
            chains);
    }

    private static Markup[] HostRow(ProgramStep step, string shape) => Cells(step.Name, "host: " + Kind(step), shape, "-", "-", "-", "-", string.Empty);

    private static object Describe(ChipProgram program, ProgramStep step)
    {
        TensorSpec output = program.Tensors[step.Output];
        int[] shape = [output.Channels, output.Height, output.Width];
        return step is CrossbarStep crossbar
            ? new
            {
                name = step.Name,
                kind = "crossbar",
                output = shape,
                rows = crossbar.Rows,
                columns = crossbar.Groups.Sum(group => group.ChannelCount),
                residual = crossbar.Residual is not null,
                mvmsPerImage = Mvms(crossbar),
                chains = crossbar.Groups.Select(group => group.Chain.Select(slice => slice.Core).ToArray()).ToArray(),
            }
            : new { name = step.Name, kind = Kind(step), output = shape };
    }

    private static string Kind(ProgramStep step) => step switch
    {
        MaxPoolStep => "max pool",
        AveragePoolStep => "average pool",
        ReshapeStep => "reshape",
        AddStep => "add",
        RescaleStep => "rescale",
        SamplingStep => "slice and pad",
        _ => step.GetType().Name,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Markup[] Cells(params string[] cells) => [.. cells.Select(cell => new Markup(Markup.Escape(cell)))];
}
