using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Tests.Support;

internal static class Repository
{
    public static string Root => Checkout.Root ?? throw new InvalidOperationException("The tests run inside the repository.");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>All scenarios of networks, relative to the root: test names are the same in every clone.</summary>
    public static IEnumerable<string> Scenarios => Directory
        .EnumerateFiles(PathOf("testbenches"), "*.yaml", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "scenarios" && !File.ReadLines(path).Any(line => line.StartsWith("dut:", StringComparison.Ordinal)))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
