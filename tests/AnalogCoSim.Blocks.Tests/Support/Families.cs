using AnalogCoSim.Core.Files;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Blocks.Tests.Support;

/// <summary>The scenarios of all families.</summary>
internal static class Families
{
    public static string Root { get; } = Checkout.Root ?? throw new InvalidOperationException("The tests run inside the repository.");

    /// <summary>Scenarios of blocks, relative to the root.</summary>
    public static IEnumerable<string> Scenarios => Directory.EnumerateFiles(Path.Combine(Root, "testbenches"), "*.yaml", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios" && BlockScenario.IsBlock(file))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static BlockScenario Load(string path, params string[] overrides) => BlockScenario.Load(Path.Combine(Root, path), overrides);

    public static BlockResult Run(BlockScenario scenario, string? folder = null) =>
        BlockRunner.Run(scenario, new BlockRunOptions { Benches = ChipBenches.All, ResultFolder = folder });

    /// <summary>What went wrong, for the message of a test.</summary>
    public static string Told(BlockResult result) =>
        $"{result.Failure?.Render()}\n{string.Join('\n', result.Expectations.Where(one => !one.Met).Select(one => $"{one.Name}: expected {one.Expected}, got {one.Actual}"))}";
}
