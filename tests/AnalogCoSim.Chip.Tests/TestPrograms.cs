using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Tests;

/// <summary>Small programs that use every kind of step.</summary>
internal static class TestPrograms
{
    public const int Seed = 64;

    private const byte Host = 1 << (int)LinkPort.Host;

    /// <summary>
    /// 2x6x6 input; a chain of two cores; a chain of two cores with a hop between them, residual and ReLU; both poolings; reshape; slice-pad; rescale; add; a dense layer in
    /// two column groups.
    /// </summary>
    public static ChipProgram Small()
    {
        var random = new System.Random(Seed);
        var same = new ConvolutionGeometry(3, 3, 1, 1, 1, 1, 6, 6);
        CoreSlice[] first = Chain(random, 4, (0, 10, 0), (10, 8, 1));
        CoreSlice[] second = Chain(random, 4, (0, 20, 9), (20, 16, 12));
        second[0] = WithResidual(ThroughHop(second[0]), 4);
        second[1] = second[1] with { Ldpu = second[1].Ldpu with { RxMask = 1 << (int)LinkPort.W2, Relu2 = true } };
        return new ChipProgram
        {
            Name = "small \"test\"",
            Input = new InputEncoding([125.5f, 120f], [60f, 61.25f]),
            Tensors =
            [
                new TensorSpec("image", 2, 6, 6, 0.02f), new TensorSpec("a", 4, 6, 6, 0.05f), new TensorSpec("b", 4, 6, 6, 0.07f), new TensorSpec("max", 4, 3, 3, 0.07f),
                new TensorSpec("average", 4, 1, 1, 0.03f), new TensorSpec("flat", 4, 1, 1, 0.03f), new TensorSpec("padded", 6, 1, 1, 0.03f),
                new TensorSpec("rescaled", 6, 1, 1, 0.04f), new TensorSpec("sum", 6, 1, 1, 0.05f), new TensorSpec("logits", 5, 1, 1, 0.1f),
            ],
            Steps =
            [
                new CrossbarStep { Name = "conv0", Input = 0, Output = 1, Geometry = same, Groups = [new ColumnGroup(0, 4, first)] },
                new CrossbarStep { Name = "conv1", Input = 1, Output = 2, Residual = 1, Geometry = same, Groups = [new ColumnGroup(0, 4, second)] },
                new MaxPoolStep { Name = "max", Input = 2, Output = 3, Geometry = new ConvolutionGeometry(2, 2, 2, 2, 0, 0, 3, 3) },
                new AveragePoolStep { Name = "average", Input = 3, Output = 4, Geometry = new ConvolutionGeometry(3, 3, 1, 1, 0, 0, 1, 1) },
                new ReshapeStep { Name = "flatten", Input = 4, Output = 5 },
                new SamplingStep { Name = "pad", Input = 5, Output = 6, Sampling = new Sampling { ChannelsBefore = 1 } },
                new RescaleStep { Name = "rescale", Input = 6, Output = 7, Relu = true },
                new AddStep { Name = "add", Input = 6, Second = 7, Output = 8 },
                Dense(random),
            ],
        };
    }

    /// <summary>Layers of the published ResNet-9 (2,689 core-MVMs per image) with random weights and without residuals; for measurements.</summary>
    public static ChipProgram Resnet9Shape()
    {
        var random = new System.Random(Seed);
        (int In, int Out, int Size, int Pool, int Parts, int Core)[] layers =
        [
            (3, 56, 32, 2, 1, 0), (56, 112, 16, 2, 2, 1), (112, 112, 8, 1, 4, 3), (112, 112, 8, 1, 4, 8), (112, 224, 8, 2, 4, 12), (224, 224, 4, 1, 8, 16), (224, 224, 4, 1, 8, 24),
            (224, 224, 4, 4, 8, 32), (224, 10, 1, 1, 1, 40),
        ];
        var tensors = new List<TensorSpec> { new("image", 3, 32, 32, 0.02f) };
        var steps = new List<ProgramStep>();
        foreach ((int inputs, int outputs, int size, int pool, int parts, int core) in layers)
        {
            int kernel = size == 1 ? 1 : 3;
            int rows = inputs * kernel * kernel / parts;
            CoreSlice[] chain = Chain(random, outputs, [.. Enumerable.Range(0, parts).Select(k => (k * rows, rows, core + k))]);
            var geometry = new ConvolutionGeometry(kernel, kernel, 1, 1, kernel / 2, kernel / 2, size, size);
            steps.Add(new CrossbarStep { Name = $"layer{core}", Input = tensors.Count - 1, Output = tensors.Count, Geometry = geometry, Groups = [new ColumnGroup(0, outputs, chain)] });
            tensors.Add(new TensorSpec($"t{core}", outputs, size, size, 0.05f));
            if (pool > 1)
            {
                var window = new ConvolutionGeometry(pool, pool, pool, pool, 0, 0, size / pool, size / pool);
                steps.Add(new MaxPoolStep { Name = $"pool{core}", Input = tensors.Count - 1, Output = tensors.Count, Geometry = window });
                tensors.Add(new TensorSpec($"p{core}", outputs, size / pool, size / pool, 0.05f));
            }
        }

        return new ChipProgram { Name = "resnet9-shape", Input = new InputEncoding([0, 0, 0], [1, 1, 1]), Tensors = tensors, Steps = steps };
    }

    /// <summary>4x6x6 input; the same convolution of it in two steps, by a chain of cores 0 and 1 and by one of equal weights that begins at a core of choice; their sum.</summary>
    /// <param name="core">0: both steps use the same cores; an even number: cores of their own.</param>
    public static ChipProgram TwoSteps(int core = 0)
    {
        var same = new ConvolutionGeometry(3, 3, 1, 1, 1, 1, 6, 6);
        CrossbarStep Step(string name, int output, int head) => new()
        {
            Name = name,
            Input = 0,
            Output = output,
            Geometry = same,
            Groups = [new ColumnGroup(0, 4, Chain(new System.Random(Seed), 4, (0, 20, head), (20, 16, head + 1)))],
        };
        return new ChipProgram
        {
            Name = "two steps",
            Input = new InputEncoding([0, 0, 0, 0], [1, 1, 1, 1]),
            Tensors = [new TensorSpec("image", 4, 6, 6, 0.02f), new TensorSpec("a", 4, 6, 6, 0.05f), new TensorSpec("b", 4, 6, 6, 0.05f), new TensorSpec("sum", 4, 6, 6, 0.05f)],
            Steps = [Step("first", 1, 0), Step("second", 2, core), new AddStep { Name = "add", Input = 1, Second = 2, Output = 3 }],
        };
    }

    /// <summary>5x4x4 input; a 1x1 convolution of it in two column groups, of 2 and of 3 channels, each with the input as its residual.</summary>
    public static ChipProgram ResidualInTwoGroups()
    {
        var random = new System.Random(Seed);
        CoreSlice[] first = Chain(random, 2, (0, 5, 3));
        CoreSlice[] second = Chain(random, 3, (0, 5, 11));
        (first[0], second[0]) = (WithResidual(first[0], 2), WithResidual(second[0], 3));
        return new ChipProgram
        {
            Name = "residual in two groups",
            Input = new InputEncoding([0, 0, 0, 0, 0], [1, 1, 1, 1, 1]),
            Tensors = [new TensorSpec("image", 5, 4, 4, 0.02f), new TensorSpec("a", 5, 4, 4, 0.05f)],
            Steps =
            [
                new CrossbarStep
                {
                    Name = "conv",
                    Input = 0,
                    Output = 1,
                    Residual = 0,
                    Geometry = new ConvolutionGeometry(1, 1, 1, 1, 0, 0, 4, 4),
                    Groups = [new ColumnGroup(0, 2, first), new ColumnGroup(2, 3, second)],
                },
            ],
        };
    }

    /// <summary>Nominal registers of a core that sends its first columns.</summary>
    public static LdpuRegisters Nominal(int core, int channels, byte txMask) => new()
    {
        ScaleP = Filled(Binary16.One),
        ScaleN = Filled(Binary16.One),
        Offset = Filled(0),
        AffineScale = Filled(Binary16.One),
        AffineOffset = Filled(0),
        TxEnable = true,
        TxMask = txMask,
        TxPath = (byte)core,
        TxLast = (byte)(channels - 1),
    };

    /// <summary>The same program with one slice changed.</summary>
    public static ChipProgram WithSlice(ChipProgram program, int core, Func<CoreSlice, CoreSlice> change) => program with
    {
        Steps =
        [
            .. program.Steps.Select(step => step is not CrossbarStep crossbar ? step : crossbar with
            {
                Groups = [.. crossbar.Groups.Select(group => group with { Chain = [.. group.Chain.Select(slice => slice.Core == core ? change(slice) : slice)] })],
            }),
        ],
    };

    /// <summary>Seeded INT8 images.</summary>
    public static sbyte[] Images(ChipProgram program, int count, int seed = Seed)
    {
        var random = new System.Random(seed);
        var inputs = new sbyte[count * program.Tensors[0].Length];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(inputs.AsSpan()));
        return inputs;
    }

    private static CrossbarStep Dense(System.Random random) => new()
    {
        Name = "dense",
        Input = 8,
        Output = 9,
        Geometry = new ConvolutionGeometry(1, 1, 1, 1, 0, 0, 1, 1),
        Groups = [new ColumnGroup(0, 3, Chain(random, 3, (0, 6, 40))), new ColumnGroup(3, 2, Chain(random, 2, (0, 6, 41)))],
    };

    private static CoreSlice[] Chain(System.Random random, int channels, params (int First, int Count, int Core)[] parts)
    {
        var chain = new CoreSlice[parts.Length];
        for (int k = 0; k < parts.Length; k++)
        {
            bool tail = k == parts.Length - 1;
            LinkPort? port = tail ? LinkPort.Host : LinkTable.PortTo(parts[k].Core, parts[k + 1].Core);
            LdpuRegisters registers = Nominal(parts[k].Core, channels, (byte)(port is { } p ? 1 << (int)p : 0));
            registers = k == 0 ? registers : registers with
            {
                Combine = true,
                RxPath = (byte)parts[k - 1].Core,
                RxMask = (byte)(1 << (int)LinkTable.Opposite(LinkTable.PortTo(parts[k - 1].Core, parts[k].Core) ?? LinkPort.E1)),
                RxScale = Binary16.FromDouble(0.9),
                RxLast = (byte)(channels - 1),
            };
            chain[k] = Slice(random, parts[k], channels, registers);
        }

        return chain;
    }

    private static CoreSlice Slice(System.Random random, (int First, int Count, int Core) part, int channels, LdpuRegisters registers)
    {
        var weights = new float[256 * 256];
        for (int row = 0; row < part.Count; row++)
        {
            for (int column = 0; column < channels; column++)
            {
                weights[(row * 256) + column] = (float)(random.NextDouble() - 0.5);
            }
        }

        ushort[] bias = [.. Enumerable.Range(0, 256).Select(c => c < channels ? Binary16.FromDouble(c - 1.5) : (ushort)0)];
        return new CoreSlice
        {
            Core = part.Core,
            FirstRow = part.First,
            RowCount = part.Count,
            Weights = weights,
            WeightMax = 0.5f,
            GmaxMicroSiemens = 18f,
            ReadVoltageVolt = 0.2f,
            OutputStep = 1.25f,
            Ldpu = registers with { AffineOffset = bias },
        };
    }

    /// <summary>Core 9 to core 12 by E1 through tile 10, which forwards to E2.</summary>
    private static CoreSlice ThroughHop(CoreSlice slice) => slice with
    {
        Ldpu = slice.Ldpu with { TxMask = 1 << (int)LinkPort.E1 },
        Hops = [new HopRoute(10, slice.Ldpu.TxPath, 1 << (int)LinkPort.W1, 1 << (int)LinkPort.E2)],
    };

    private static CoreSlice WithResidual(CoreSlice slice, int channels) => slice with
    {
        Ldpu = slice.Ldpu with { Combine = true, RxMask = Host, RxPath = 200, RxScale = Binary16.FromDouble(0.7), RxLast = (byte)(channels - 1) },
    };

    private static ushort[] Filled(ushort value)
    {
        var values = new ushort[256];
        Array.Fill(values, value);
        return values;
    }
}
