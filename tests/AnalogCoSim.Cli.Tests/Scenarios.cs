namespace AnalogCoSim.Cli.Tests;

/// <summary>Scenarios made out of the quick start by changing one thing.</summary>
internal static class Scenarios
{
    public static string Network { get; } = Path.Combine(Folder, "networks", "quickstart.onnx");

    private static string Folder => Path.Combine(AcsProcess.Root, "testbenches", "chip_inference");

    /// <summary>A small scenario with its own network and data sections.</summary>
    public static string Minimal(string onnx, string data) =>
        $"""
        name: test
        network:
          onnx: {onnx}
          mean: [128]
          std: [64]
        data: {data}
        engine: reference
        """;
}
