using AnalogCoSim.Core.Files;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Blocks.Tests.Support;

/// <summary>The scenarios of all families.</summary>
internal static class Families
{
    public static string Root { get; } = Checkout.Root ?? throw new InvalidOperationException("The tests run inside the repository.");

    /// <summary>Scenarios of blocks, relative to the root. Examples bring benches of their own.</summary>
    public static IEnumerable<string> Scenarios => Directory.EnumerateFiles(Path.Combine(Root, "testbenches"), "*.yaml", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios" && BlockScenario.IsBlock(file))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(path => !path.StartsWith("testbenches/examples/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The same as test cases: those that are tagged so run at night only.</summary>
    public static IEnumerable<TestCaseData> Cases => Scenarios.Select(path => Load(path).Tags.Contains("nightly") ? new TestCaseData(path).SetCategory("Nightly") : new TestCaseData(path));

    public static BlockScenario Load(string path, params string[] overrides) => BlockScenario.Load(Path.Combine(Root, path), overrides);

    public static BlockResult Run(BlockScenario scenario, string? folder = null) =>
        BlockRunner.Run(scenario, new BlockRunOptions { Benches = ChipBenches.All, ResultFolder = folder });

    /// <summary>Arguments that take the RTL of a scenario from another copy of <c>rtl/</c>.</summary>
    /// <param name="root">Folder that holds it.</param>
    /// <param name="scenario">The scenario.</param>
    /// <returns>Files and include folders.</returns>
    public static string[] In(string root, BlockScenario scenario)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(scenario.Path))!;
        string own = Path.Combine(Root, "rtl") + Path.DirectorySeparatorChar;
        string Moved(string path)
        {
            string full = Path.GetFullPath(Path.Combine(folder, path));
            return (full + Path.DirectorySeparatorChar).StartsWith(own, StringComparison.Ordinal) ? Path.Combine(root, "rtl", full[own.Length..]) : full;
        }

        return [$"dut.files=[{string.Join(", ", scenario.Dut.Files.Select(Moved))}]", $"dut.includes=[{string.Join(", ", scenario.Dut.Includes.Select(Moved))}]"];
    }

    /// <summary>What went wrong, for the message of a test.</summary>
    public static string Told(BlockResult result) =>
        $"{result.Failure?.Render()}\n{string.Join('\n', result.Expectations.Where(one => !one.Met).Select(one => $"{one.Name}: expected {one.Expected}, got {one.Actual}"))}";
}
