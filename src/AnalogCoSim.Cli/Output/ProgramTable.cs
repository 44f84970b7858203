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
            StepDescription about = step.Describe();
            table.AddRow(about.OnHost ? HostRow(step, about, shape) : CrossbarRow(step, about, shape, layers[next++]));
        }

        int cores = program.Cores.Count();
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
    public static long Mvms(ChipProgram program) => program.Steps.Sum(step => (long)step.MvmsPerImage);

    private static Markup[] CrossbarRow(ProgramStep step, StepDescription about, string shape, LayerReport layer) => Cells(
        step.Name,
        about.Residual ? $"{about.Kind} + residual" : about.Kind,
        shape,
        Text($"{about.Rows}x{about.Columns}"),
        Text($"{about.Chains.Sum(chain => chain.Count)}"),
        Text($"{about.MvmsPerImage}"),
        Text($"{layer.SqnrDecibel:F1} dB"),
        string.Join("; ", about.Chains.Select(chain => string.Join(">", chain))));

    private static Markup[] HostRow(ProgramStep step, StepDescription about, string shape) => Cells(step.Name, "host: " + about.Kind, shape, "-", "-", "-", "-", string.Empty);

    private static object Describe(ChipProgram program, ProgramStep step)
    {
        TensorSpec output = program.Tensors[step.Output];
        int[] shape = [output.Channels, output.Height, output.Width];
        StepDescription about = step.Describe();
        return about.OnHost
            ? new { name = step.Name, kind = about.Kind, output = shape }
            : new
            {
                name = step.Name,
                kind = about.Kind,
                output = shape,
                rows = about.Rows,
                columns = about.Columns,
                residual = about.Residual,
                mvmsPerImage = about.MvmsPerImage,
                chains = about.Chains,
            };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Markup[] Cells(params string[] cells) => [.. cells.Select(cell => new Markup(Markup.Escape(cell)))];
}
