using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Core.Arrays;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Chip.Program;

/// <summary>Builds a chip program from its text and its arrays.</summary>
internal sealed class ProgramReader(string file, IReadOnlyDictionary<string, NpyArray> arrays)
{
    private const int Size = ChipGeometry.CrossbarSize;

    public static string KindOf(ProgramStep step) => step switch
    {
        CrossbarStep => "crossbar",
        MaxPoolStep => "max_pool",
        AveragePoolStep => "average_pool",
        ReshapeStep => "reshape",
        AddStep => "add",
        RescaleStep => "rescale",
        SamplingStep => "slice_pad",
        _ => throw new ArgumentException($"Steps of type {step.GetType().Name} cannot be stored.", nameof(step)),
    };

    public ChipProgram Read(YamlNode document)
    {
        var root = new YamlView(document, file);
        root.Whole("format", ChipProgramFile.Format, ChipProgramFile.Format);
        YamlView input = root.Map("input");
        var program = new ChipProgram
        {
            Name = root.Text("name"),
            Input = new InputEncoding(input.Reals("mean"), input.Reals("std")),
            InputChannelsLast = input.Has("channels_last") && input.Flag("channels_last"),
            Tensors = [.. root.Maps("tensors").Select(Tensor)],
            Steps = [.. root.Maps("steps").Select(Step)],
        };
        input.Done();
        root.Done();
        return program;
    }

    private static TensorSpec Tensor(YamlView view)
    {
        int Extent(string key) => view.Whole(key, 1, 1 << 24);
        var tensor = new TensorSpec(view.Text("name"), Extent("channels"), Extent("height"), Extent("width"), view.Real("scale"));
        view.Done();
        return tensor;
    }

    private static ConvolutionGeometry Geometry(YamlView step)
    {
        YamlView view = step.Map("geometry");
        int[] kernel = view.Wholes("kernel", 2);
        int[] stride = view.Wholes("stride", 2);
        int[] pad = view.Wholes("pad", 2);
        int[] output = view.Wholes("output", 2);
        view.Done();
        return new ConvolutionGeometry(kernel[0], kernel[1], stride[0], stride[1], pad[0], pad[1], output[0], output[1]);
    }

    private ProgramStep Step(YamlView view)
    {
        string name = view.Text("name");
        int input = view.Whole("input", 0, int.MaxValue);
        int output = view.Whole("output", 0, int.MaxValue);
        string kind = view.Text("kind");
        ProgramStep step = kind switch
        {
            "crossbar" => Crossbar(view, name, input, output),
            "max_pool" => new MaxPoolStep { Name = name, Input = input, Output = output, Geometry = Geometry(view) },
            "average_pool" => new AveragePoolStep { Name = name, Input = input, Output = output, Geometry = Geometry(view), CountIncludesPadding = view.Flag("count_includes_padding") },
            "reshape" => new ReshapeStep { Name = name, Input = input, Output = output },
            "add" => new AddStep { Name = name, Input = input, Output = output, Second = view.Whole("second", 0, int.MaxValue), Relu = view.Flag("relu") },
            "rescale" => new RescaleStep { Name = name, Input = input, Output = output, Relu = view.Flag("relu") },
            "slice_pad" => new SamplingStep { Name = name, Input = input, Output = output, Sampling = Sampled(view) },
            _ => throw view.Invalid("kind", "crossbar, max_pool, average_pool, reshape, add, rescale or slice_pad", kind),
        };
        view.Done();
        return step;
    }

    private static Sampling Sampled(YamlView view)
    {
        int[] stride = view.Wholes("stride", 2);
        int[] origin = view.Has("origin") ? view.Wholes("origin", 2) : [0, 0];
        int[] channels = view.Has("channels") ? view.Wholes("channels", 2) : [0, 1];
        return new Sampling
        {
            ChannelsBefore = view.Whole("channels_before", 0, 1 << 24),
            Channels = new SampledAxis(channels[0], channels[1]),
            Rows = new SampledAxis(origin[0], stride[0]),
            Columns = new SampledAxis(origin[1], stride[1]),
            Groups = view.Has("groups") ? view.Whole("groups", 1, 1 << 24) : 1,
        };
    }

    private CrossbarStep Crossbar(YamlView view, string name, int input, int output) => new()
    {
        Name = name,
        Input = input,
        Output = output,
        Geometry = Geometry(view),
        Residual = view.Has("residual") ? view.Whole("residual", 0, int.MaxValue) : null,
        Groups = [.. view.Maps("groups").Select(Group)],
    };

    private ColumnGroup Group(YamlView view)
    {
        int[] channels = view.Wholes("channels", 2);
        var group = new ColumnGroup(channels[0], channels[1], [.. view.Maps("chain").Select(Slice)]);
        view.Done();
        return group.Chain.Count > 0 ? group : throw view.Invalid("chain", "at least one core", "an empty list");
    }

    private CoreSlice Slice(YamlView view)
    {
        int core = view.Whole("core", 0, ChipGeometry.Cores - 1);
        int[] rows = view.Wholes("rows", 2);
        var slice = new CoreSlice
        {
            Core = core,
            FirstRow = rows[0],
            RowCount = rows[1],
            Weights = Elements<float>(view, ChipProgramFile.WeightsName(core), Size, Size),
            WeightMax = view.Real("weight_max"),
            GmaxMicroSiemens = view.Real("gmax_microsiemens"),
            ReadVoltageVolt = view.Real("read_voltage_volt"),
            OutputStep = view.Real("output_step"),
            ColumnScale = arrays.ContainsKey(ChipProgramFile.ColumnScaleName(core)) ? Elements<float>(view, ChipProgramFile.ColumnScaleName(core), Size) : null,
            Ldpu = Registers(view, Elements<ushort>(view, ChipProgramFile.RegistersName(core), 5, Size)),
            Hops = view.Has("hops") ? [.. view.Maps("hops").Select(Hop)] : [],
        };
        view.Done();
        return slice;
    }

    private static LdpuRegisters Registers(YamlView view, ushort[] columns)
    {
        YamlView relu = view.Map("relu");
        YamlView rx = view.Map("rx");
        YamlView tx = view.Map("tx");
        var registers = new LdpuRegisters
        {
            ScaleP = columns[..Size],
            ScaleN = columns[Size..(2 * Size)],
            Offset = columns[(2 * Size)..(3 * Size)],
            AffineScale = columns[(3 * Size)..(4 * Size)],
            AffineOffset = columns[(4 * Size)..],
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

    private T[] Elements<T>(YamlView slice, string name, params int[] shape)
        where T : unmanaged
    {
        string wanted = $"array '{name}' [{string.Join(", ", shape)}] of {typeof(T).Name} in {ChipProgramFile.ArraysName}";
        if (!arrays.TryGetValue(name, out NpyArray? array))
        {
            throw slice.Invalid("core", wanted, "no such array");
        }

        return array.Data is T[] data && array.Shape.SequenceEqual(shape)
            ? data
            : throw slice.Invalid("core", wanted, $"[{string.Join(", ", array.Shape)}] of {array.Data.GetType().GetElementType()!.Name}");
    }
}
