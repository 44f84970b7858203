using System.Globalization;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Program;

/// <summary>A crossbar step in a program file: groups, chains and slices in the text, weights and column registers in arrays.</summary>
internal static class CrossbarFields
{
    private const int Size = ChipGeometry.CrossbarSize;

    public static CrossbarStep Read(StepReader reader) => new()
    {
        Name = reader.Name,
        Input = reader.Input,
        Output = reader.Output,
        Geometry = reader.Geometry(),
        Residual = reader.Fields.Has("residual") ? reader.Fields.Whole("residual", 0, int.MaxValue) : null,
        Groups = [.. reader.Fields.Maps("groups").Select(view => Group(view, reader))],
    };

    public static void Write(CrossbarStep step, StepWriter writer)
    {
        writer.Geometry(step.Geometry);
        if (step.Residual is { } residual)
        {
            writer.Line($"residual: {residual}");
        }

        writer.Line($"groups:");
        foreach (ColumnGroup group in step.Groups)
        {
            writer.Line($"  - channels: [{group.FirstChannel}, {group.ChannelCount}] # first, count");
            writer.Line($"    chain:");
            foreach (CoreSlice slice in group.Chain)
            {
                Write(slice, writer);
                WriteArrays(slice, writer);
            }
        }
    }

    private static string WeightsName(int core) => string.Create(CultureInfo.InvariantCulture, $"core{core:D2}_weights");

    private static string OffsetsName(int core) => string.Create(CultureInfo.InvariantCulture, $"core{core:D2}_offsets");

    private static string ConvertName(int core) => string.Create(CultureInfo.InvariantCulture, $"core{core:D2}_convert");

    private static string RegistersName(int core) => string.Create(CultureInfo.InvariantCulture, $"core{core:D2}_registers");

    private static string ColumnScaleName(int core) => string.Create(CultureInfo.InvariantCulture, $"core{core:D2}_column_scale");

    private static ColumnGroup Group(YamlView view, StepReader reader)
    {
        int[] channels = view.Wholes("channels", 2);
        var group = new ColumnGroup(channels[0], channels[1], [.. view.Maps("chain").Select(slice => Slice(slice, reader))]);
        view.Done();
        return group.Chain.Count > 0 ? group : throw view.Invalid("chain", "at least one core", "an empty list");
    }

    private static CoreSlice Slice(YamlView view, StepReader reader)
    {
        int core = view.Whole("core", 0, ChipGeometry.Cores - 1);
        int[] rows = view.Wholes("rows", 2);
        var slice = new CoreSlice
        {
            Core = core,
            FirstRow = rows[0],
            RowCount = rows[1],
            Weights = reader.Array<float>(view, "core", WeightsName(core), Size, Size),
            WeightMax = view.Real("weight_max"),
            GmaxMicroSiemens = view.Real("gmax_microsiemens"),
            ReadVoltageVolt = view.Real("read_voltage_volt"),
            OutputStep = view.Real("output_step"),
            ColumnScale = reader.HasArray(ColumnScaleName(core)) ? reader.Array<float>(view, "core", ColumnScaleName(core), Size) : null,
            Ldpu = Registers(view, Columns(view, reader, core)),
            Hops = view.Has("hops") ? [.. view.Maps("hops").Select(Hop)] : [],
        };
        view.Done();
        return slice;
    }

    // The affine scales of format 1 were never used: they are computed anew when a core is programmed.
    private static (ushort[] Convert, ushort[] Offsets) Columns(YamlView view, StepReader reader, int core)
    {
        if (reader.Format == 1)
        {
            ushort[] all = reader.Array<ushort>(view, "core", RegistersName(core), 5, Size);
            return (all[..(3 * Size)], all[(4 * Size)..]);
        }

        ushort[] convert = reader.HasArray(ConvertName(core)) ? reader.Array<ushort>(view, "core", ConvertName(core), 3, Size) : LdpuRegisters.Identity.ToArray();
        return (convert, reader.Array<ushort>(view, "core", OffsetsName(core), Size));
    }

    private static LdpuRegisters Registers(YamlView view, (ushort[] Convert, ushort[] Offsets) columns)
    {
        YamlView relu = view.Map("relu");
        YamlView rx = view.Map("rx");
        YamlView tx = view.Map("tx");
        var registers = new LdpuRegisters
        {
            ScaleP = columns.Convert[..Size],
            ScaleN = columns.Convert[Size..(2 * Size)],
            Offset = columns.Convert[(2 * Size)..],
            AffineScale = [.. Enumerable.Repeat(Binary16.One, Size)],
            AffineOffset = columns.Offsets,
            Relu1 = relu.Flag("before_combine"),
            Relu2 = relu.Flag("after_combine"),
            Combine = rx.Flag("combine"),
            RxScale = (ushort)rx.Whole("scale", 0, ushort.MaxValue),
            RxPath = Octet(rx, "path"),
            RxMask = Octet(rx, "mask"),
            RxFirst = Octet(rx, "first"),
            RxLast = Octet(rx, "last"),
            TxEnable = tx.Flag("enable"),
            TxPath = Octet(tx, "path"),
            TxMask = Octet(tx, "mask"),
            TxFirst = Octet(tx, "first"),
            TxLast = Octet(tx, "last"),
        };
        relu.Done();
        rx.Done();
        tx.Done();
        return registers;
    }

    private static HopRoute Hop(YamlView view)
    {
        var hop = new HopRoute(view.Whole("tile", 0, ChipGeometry.Cores - 1), Octet(view, "path"), Octet(view, "rx_mask"), Octet(view, "forward_mask"));
        view.Done();
        return hop;
    }

    private static byte Octet(YamlView view, string key) => (byte)view.Whole(key, 0, byte.MaxValue);

    private static void Write(CoreSlice slice, StepWriter writer)
    {
        LdpuRegisters r = slice.Ldpu;
        writer.Line($"      - core: {slice.Core}");
        writer.Line($"        rows: [{slice.FirstRow}, {slice.RowCount}] # first, count");
        writer.Line($"        weight_max: {StepWriter.Real(slice.WeightMax)}");
        writer.Line($"        gmax_microsiemens: {StepWriter.Real(slice.GmaxMicroSiemens)}");
        writer.Line($"        read_voltage_volt: {StepWriter.Real(slice.ReadVoltageVolt)}");
        writer.Line($"        output_step: {StepWriter.Real(slice.OutputStep)}");
        writer.Line($"        relu: {{ before_combine: {StepWriter.Flag(r.Relu1)}, after_combine: {StepWriter.Flag(r.Relu2)} }}");
        writer.Line($"        rx: {{ combine: {StepWriter.Flag(r.Combine)}, scale: 0x{r.RxScale:X4}, path: {r.RxPath}, mask: 0x{r.RxMask:X2}, first: {r.RxFirst}, last: {r.RxLast} }}");
        writer.Line($"        tx: {{ enable: {StepWriter.Flag(r.TxEnable)}, path: {r.TxPath}, mask: 0x{r.TxMask:X2}, first: {r.TxFirst}, last: {r.TxLast} }}");
        if (slice.Hops.Count > 0)
        {
            writer.Line($"        hops:");
            foreach (HopRoute hop in slice.Hops)
            {
                writer.Line($"          - {{ tile: {hop.Tile}, path: {hop.Path}, rx_mask: 0x{hop.RxMask:X2}, forward_mask: 0x{hop.ForwardMask:X2} }}");
            }
        }
    }

    private static void WriteArrays(CoreSlice slice, StepWriter writer)
    {
        LdpuRegisters r = slice.Ldpu;
        writer.Array(WeightsName(slice.Core), new NpyArray(slice.Weights, [Size, Size]));
        writer.Array(OffsetsName(slice.Core), new NpyArray(r.AffineOffset.ToArray(), [Size]));
        ushort[] convert = [.. r.ScaleP, .. r.ScaleN, .. r.Offset];
        if (!convert.AsSpan().SequenceEqual(LdpuRegisters.Identity))
        {
            writer.Array(ConvertName(slice.Core), new NpyArray(convert, [3, Size]));
        }

        if (slice.ColumnScale is { } scale)
        {
            writer.Array(ColumnScaleName(slice.Core), new NpyArray(scale.ToArray(), [Size]));
        }
    }
}
