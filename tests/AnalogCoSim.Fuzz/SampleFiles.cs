using System.IO.Compression;
using System.Text;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Compiler;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Tests.Support;
using AnalogCoSim.Core.Arrays;

namespace AnalogCoSim.Fuzz;

/// <summary>Small sound files of every format, made here.</summary>
internal static class SampleFiles
{
    private const int Seed = 15;

    public static Dictionary<string, byte[]> Images() => Npz("images.npz", new Dictionary<string, NpyArray>
    {
        ["images"] = new(Bytes(12 * 48).Select(b => (float)b).ToArray(), [12, 3, 4, 4]),
        ["labels"] = new(Enumerable.Range(0, 12).Select(i => (long)(i % 3)).ToArray(), [12]),
    });

    public static Dictionary<string, byte[]> Golden() => Npz("golden.npz", GoldenFile.Sealed(new Dictionary<string, NpyArray>
    {
        ["scenario"] = GoldenFile.Text("sample"),
        ["choices"] = GoldenFile.Text("seed=1\nthreads=2"),
        ["settings"] = new(new[] { 0x1234_5678_9ABCUL }, [1]),
        ["images"] = new(new[] { 0, 1 }, [2]),
        ["predictions"] = new(new[] { 2, 1 }, [2]),
        ["logits"] = new(new sbyte[] { 1, 2, 3, 4, 5, 6 }, [2, 3]),
        ["recorded"] = new(new[] { 0 }, [1]),
        ["places"] = new(new[] { 0, 0, 0, 0, 0, 1 }, [2, 3]),
        ["digests"] = new(new[] { 7UL, 8UL }, [1, 2]),
        ["inputs"] = new(new sbyte[8], [1, 2, 4]),
        ["counts_p"] = new(new ushort[8], [1, 2, 4]),
        ["counts_n"] = new(new ushort[8], [1, 2, 4]),
        ["outputs"] = new(new sbyte[8], [1, 2, 4]),
    }));

    public static Dictionary<string, byte[]> Idx(bool packed)
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 8, 0, 0, 0, 6, 0, 0, 0, 5, .. Bytes(8 * 30)];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 8, 0, 1, 2, 3, 4, 5, 6, 7];
        string end = packed ? ".gz" : string.Empty;
        return new() { ["t10k-images-idx3-ubyte" + end] = packed ? Packed(images) : images, ["t10k-labels-idx1-ubyte" + end] = packed ? Packed(labels) : labels };
    }

    public static Dictionary<string, byte[]> Cifar() => new() { ["test_batch.bin"] = [.. Enumerable.Range(0, 3).SelectMany(i => (byte[])[(byte)i, .. Bytes(3072)])] };

    public static Dictionary<string, byte[]> Vectors(bool packed)
    {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++)
        {
            Half sum = (Half)(i + 0.5);
            text.Append($"{BitConverter.HalfToUInt16Bits((Half)i):X4} {BitConverter.HalfToUInt16Bits((Half)0.5):X4} {BitConverter.HalfToUInt16Bits(sum):X4} 00\n");
        }

        byte[] lines = Encoding.ASCII.GetBytes(text.ToString());
        return packed ? new() { ["f16_add.txt.gz"] = Packed(lines) } : new() { ["f16_add.txt"] = lines };
    }

    /// <summary>A network with every kind of layer, and constants that are computed at import.</summary>
    public static Dictionary<string, byte[]> Network() => new() { ["network.onnx"] = NetworkBytes() };

    public static Dictionary<string, byte[]> Program() => InFolder(folder =>
    {
        float[] ramp = [.. Enumerable.Range(0, 2 * 128).Select(i => (float)(i % 23) - 11)];
        ChipProgramFile.Save(NetworkCompiler.Compile(OnnxImporter.Import(NetworkBytes(), "network.onnx"), new CalibrationData(ramp, 2)).Program, folder);
    });

    public static Dictionary<string, byte[]> Scenario() => new()
    {
        ["scenario.yaml"] = """
            name: sample
            description: every section once
            tags: [smoke]
            network:
              onnx: network.onnx
              mean: [128, 127, 126]
              std: 64
            data: { source: synthetic, split: test, first: 3, count: 24 }
            calibration: { source: synthetic, split: train, count: 8 }
            analog:
              fidelity: noisy
              devices: two-device
              readMode: four-phase
              readNoise: 0.01
            engine: lockstep
            seed: 1
            threads: 2
            record: { images: 8 }
            expect:
              accuracy: { min: 75, max: 100 }
              mismatches: 0
            """u8.ToArray(),
    };

    /// <summary>A scenario that sets every kind of parameter.</summary>
    public static Dictionary<string, byte[]> Parameters() => new()
    {
        ["scenario.yaml"] = """
            name: sample
            network:
              onnx: network.onnx
              compiler: { currentPercentile: 0.999, centrePartialSums: true }
            data: { source: synthetic, count: 2 }
            analog:
              deviceModel: device-level
              readVoltageVolt: 0.25
              gmaxMicroSiemens: 20
              driftSeconds: 86400
              programmingPasses: 2
              maxPulses: 20
              stuckSetProbability: 0.002
              adcGainSpread: 0.05
              adcGainSpreadBound: 0.2
              bitLineLimitMicroAmpere: 90
              irDrop: { bitLineOhmPerCell: 0.2 }
            """u8.ToArray(),
    };

    /// <summary>A list of RTL files with a further list.</summary>
    public static Dictionary<string, byte[]> FileList() => new()
    {
        ["chip.f"] = "// all of it\n+incdir+.\n-F common.f\na.sv\nb.v\n"u8.ToArray(),
        ["common.f"] = "# packages\npackage.sv\n"u8.ToArray(),
        ["package.sv"] = "package p; endpackage\n"u8.ToArray(),
        ["a.sv"] = "module top import p::*; (input logic clk_i); b b0 (.clk_i); endmodule\n"u8.ToArray(),
        ["b.v"] = "module b (input clk_i); endmodule\n"u8.ToArray(),
    };

    /// <summary>Finished runs of a sweep.</summary>
    public static Dictionary<string, byte[]> Points() => InFolder(folder =>
    {
        using var store = new SweepStore(Path.Combine(folder, "points.jsonl"), resume: false, new HashSet<string>());
        store.Begin();
        for (int k = 0; k < ResultReaders.Keys.Count; k++)
        {
            store.Add(ResultReaders.Point(k));
        }
    });

    /// <summary>An entry of the cache with two files.</summary>
    public static Dictionary<string, byte[]> CacheEntry() => InFolder(folder =>
    {
        File.WriteAllBytes(Path.Combine(folder, "product"), Bytes(64));
        File.WriteAllText(Path.Combine(folder, "ports.txt"), "in clk_i 1 0 1\nout data_o 8 0 1\n");
        Toolchain.Caching.CacheEntry.Seal(folder);
    });

    public static Dictionary<string, byte[]> Sweep() => new()
    {
        ["scenario.yaml"] = Scenario()["scenario.yaml"],
        ["sweep.yaml"] = """
            name: sample
            description: drift
            base: scenario.yaml
            set: data.count=10
            seeds: [1, 2, 3]
            times: [0, 3600, 86400]
            references:
              - { label: 'published chip', accuracy: 92.81 }
            variants:
              - { name: none, label: no compensation, set: analog.compensation=none }
              - { name: global, label: one factor per core, set: analog.compensation=global, expect: { maxLossPoints: 0, against: none } }
            """u8.ToArray(),
    };

    /// <summary>The files that something writes into an empty folder.</summary>
    private static Dictionary<string, byte[]> InFolder(Action<string> write)
    {
        string folder = Directory.CreateTempSubdirectory("acs-fuzz-").FullName;
        try
        {
            write(folder);
            return Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] NetworkBytes() => new OnnxBuilder().Input("x", "N", 2, 8, 8).Output("y")
        .Floats("w0", [4, 2, 3, 3], Weights(72)).Floats("b0", [4], 0.1f, 0.2f, -0.1f, 0)
        .Node("Conv", ["x", "w0", "b0"], "c0", ("pads", (long[])[1, 1, 1, 1]), ("strides", (long[])[1, 1]), ("kernel_shape", (long[])[3, 3]), ("dilations", (long[])[1, 1]), ("group", 1))
        .Floats("g", [4], 1, 0.9f, 1.1f, 1).Floats("m", [4], 0, 0.1f, 0, -0.1f)
        .Node("BatchNormalization", ["c0", "g", "m", "m", "g"], "n0", ("epsilon", 1e-5f)).Node("Relu", ["n0"], "r0")
        .Node("MaxPool", ["r0"], "p0", ("kernel_shape", (long[])[2, 2]), ("strides", (long[])[2, 2]))
        .Floats("w1", [4, 2, 1, 1], Weights(8)).Node("Conv", ["p0", "w1"], "c1", ("group", 2)).Node("Add", ["c1", "p0"], "s1").Node("Relu", ["s1"], "r1")
        .Longs("starts", 1).Longs("ends", 4).Longs("axes", 1).Node("Slice", ["r1", "starts", "ends", "axes"], "sl")
        .Longs("pads", 0, 1, 0, 0, 0, 0, 0, 0).Node("Pad", ["sl", "pads"], "pd")
        .Floats("w2", [2, 4, 1, 1], Weights(8)).Node("Conv", ["pd", "w2"], "c2").Node("Concat", ["c2", "p0"], "cat", ("axis", 1))
        .Node("AveragePool", ["cat"], "av", ("kernel_shape", (long[])[2, 2]), ("strides", (long[])[2, 2]))
        .Longs("one", 1).Longs("rest", -1).Node("Concat", ["one", "rest"], "shape", ("axis", 0)).Node("Reshape", ["av", "shape"], "flat")
        .Floats("w3", [3, 24], Weights(72)).Floats("b3", [3], 0, 0.1f, 0).Node("Gemm", ["flat", "w3", "b3"], "y", ("transB", 1)).Build();

    private static float[] Weights(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(Seed).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Packed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    public static Dictionary<string, byte[]> Npz(string name, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        string path = Path.GetTempFileName();
        try
        {
            NpzArchive.Write(path, arrays);
            return new() { [name] = File.ReadAllBytes(path) };
        }
        finally
        {
            File.Delete(path);
        }
    }
}
