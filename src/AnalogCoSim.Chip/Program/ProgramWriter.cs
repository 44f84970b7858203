using System.Globalization;
using System.Text;
using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Chip.Program;

/// <summary>Writes the text half of a chip program; floats with as many digits as bring the same number back.</summary>
internal sealed class ProgramWriter
{
    private readonly StringBuilder _text = new();

    public static string Write(ChipProgram program)
    {
        var writer = new ProgramWriter();
        writer.Document(program);
        return writer._text.ToString();
    }

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Real(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Geometry(ConvolutionGeometry g) => FormattableString.Invariant(
        $"{{ kernel: [{g.KernelHeight}, {g.KernelWidth}], stride: [{g.StrideY}, {g.StrideX}], pad: [{g.PadTop}, {g.PadLeft}], output: [{g.OutputHeight}, {g.OutputWidth}] }}");

    private void Line(FormattableString line) => _text.Append(FormattableString.Invariant(line)).Append('\n');

    private void Document(ChipProgram program)
    {
        Line($"# AnalogCoSim chip program. Extents are [height, width]; weights and column registers are in {ChipProgramFile.ArraysName}.");
        Line($"format: {ChipProgramFile.Format}");
        Line($"name: {Quoted(program.Name)}");
        Line($"input:");
        Line($"  mean: [{string.Join(", ", program.Input.Mean.Select(Real))}]");
        Line($"  std: [{string.Join(", ", program.Input.Std.Select(Real))}]");
        if (program.InputChannelsLast)
        {
            Line($"  channels_last: true # of the images that the network was exported for; tensor 0 is channels first");
        }

        Line($"tensors:");
        for (int k = 0; k < program.Tensors.Count; k++)
        {
            TensorSpec t = program.Tensors[k];
            Line($"  - {{ name: {Quoted(t.Name)}, channels: {t.Channels}, height: {t.Height}, width: {t.Width}, scale: {Real(t.Scale)} }} # {k}");
        }

        Line($"steps:");
        foreach (ProgramStep step in program.Steps)
        {
            Step(step);
        }
    }

    private void Step(ProgramStep step)
    {
        Line($"  - kind: {ProgramReader.KindOf(step)}");
        Line($"    name: {Quoted(step.Name)}");
        Line($"    input: {step.Input}");
        Line($"    output: {step.Output}");
        switch (step)
        {
            case CrossbarStep crossbar:
                Crossbar(crossbar);
                break;
            case MaxPoolStep pool:
                Line($"    geometry: {Geometry(pool.Geometry)}");
                break;
            case AveragePoolStep pool:
                Line($"    geometry: {Geometry(pool.Geometry)}");
                Line($"    count_includes_padding: {Flag(pool.CountIncludesPadding)}");
                break;
            case AddStep add:
                Line($"    second: {add.Second}");
                Line($"    relu: {Flag(add.Relu)}");
                break;
            case RescaleStep rescale:
                Line($"    relu: {Flag(rescale.Relu)}");
                break;
            case SamplingStep slice:
                Sampled(slice.Sampling);
                break;
        }
    }

    private void Sampled(Sampling sampling)
    {
        Line($"    channels_before: {sampling.ChannelsBefore}");
        Line($"    stride: [{sampling.Rows.Step}, {sampling.Columns.Step}]");
        if ((sampling.Rows.First, sampling.Columns.First) != (0, 0))
        {
            Line($"    origin: [{sampling.Rows.First}, {sampling.Columns.First}]");
        }

        if (sampling.Channels != SampledAxis.Whole)
        {
            Line($"    channels: [{sampling.Channels.First}, {sampling.Channels.Step}] # first, step");
        }

        if (sampling.Groups != 1)
        {
            Line($"    groups: {sampling.Groups}");
        }
    }

    private void Crossbar(CrossbarStep step)
    {
        Line($"    geometry: {Geometry(step.Geometry)}");
        if (step.Residual is { } residual)
        {
            Line($"    residual: {residual}");
        }

        Line($"    groups:");
        foreach (ColumnGroup group in step.Groups)
        {
            Line($"      - channels: [{group.FirstChannel}, {group.ChannelCount}] # first, count");
            Line($"        chain:");
            foreach (CoreSlice slice in group.Chain)
            {
                Slice(slice);
            }
        }
    }

    private void Slice(CoreSlice slice)
    {
        LdpuRegisters r = slice.Ldpu;
        Line($"          - core: {slice.Core}");
        Line($"            rows: [{slice.FirstRow}, {slice.RowCount}] # first, count");
        Line($"            weight_max: {Real(slice.WeightMax)}");
        Line($"            gmax_microsiemens: {Real(slice.GmaxMicroSiemens)}");
        Line($"            read_voltage_volt: {Real(slice.ReadVoltageVolt)}");
        Line($"            output_step: {Real(slice.OutputStep)}");
        Line($"            relu: {{ before_combine: {Flag(r.Relu1)}, after_combine: {Flag(r.Relu2)} }}");
        Line($"            rx: {{ combine: {Flag(r.Combine)}, scale: 0x{r.RxScale:X4}, path: {r.RxPath}, mask: 0x{r.RxMask:X2}, first: {r.RxFirst}, last: {r.RxLast} }}");
        Line($"            tx: {{ enable: {Flag(r.TxEnable)}, path: {r.TxPath}, mask: 0x{r.TxMask:X2}, first: {r.TxFirst}, last: {r.TxLast} }}");
        if (slice.Hops.Count > 0)
        {
            Line($"            hops:");
            foreach (HopRoute hop in slice.Hops)
            {
                Line($"              - {{ tile: {hop.Tile}, path: {hop.Path}, rx_mask: 0x{hop.RxMask:X2}, forward_mask: 0x{hop.ForwardMask:X2} }}");
            }
        }
    }
}
