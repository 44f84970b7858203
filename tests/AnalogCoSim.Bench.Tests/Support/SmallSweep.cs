using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Core;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>Sweeps over two images of the quickstart's network on the reference engine.</summary>
internal static class SmallSweep
{
    public const string Variants = """
        variants:
          - { name: two, label: two devices, set: analog.devices=two-device }
          - { name: one, label: one device, group: "devices, fewer", set: [analog.devices=one-device], published: 92.23 }
        """;

    public static SweepPlan Plan(string variants = Variants, string head = "seeds: [1, 2]", params string[] overrides) => SweepFile.Parse(Text(variants, head), "small.yaml", overrides);

    public static string Text(string variants, string head = "seeds: [1, 2]")
    {
        string scenario = Repository.PathOf("testbenches", "chip_inference", "scenarios", "quickstart-reference.yaml");
        return $"name: small\nbase: {scenario}\nset: [data.count=2, threads=1]\n{head}\n{variants}\n";
    }

    public static SweepResult Run(SweepPlan plan, string? folder = null, bool resume = false, IEngineFactory? engines = null) =>
        SweepRunner.Run(plan, new SweepOptions { ResultFolder = folder, Resume = resume, Engines = engines ?? DefaultEngineFactory.Instance }, NoProgress.Instance);

    /// <summary>The quick start's network.</summary>
    public static byte[] Network() => File.ReadAllBytes(Repository.PathOf("testbenches", "chip_inference", "networks", "quickstart.onnx"));

    /// <summary>The same, sound but refused (ACS0203): its pools are nodes that nobody knows.</summary>
    public static byte[] RefusedNetwork()
    {
        byte[] bytes = Network();
        int at = bytes.AsSpan().IndexOf("MaxPool"u8);
        Assert.That(at, Is.GreaterThan(0));
        for (; at >= 0; at = bytes.AsSpan().IndexOf("MaxPool"u8))
        {
            "OddPool"u8.CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }
}
