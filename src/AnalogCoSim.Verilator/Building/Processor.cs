using System.Runtime.InteropServices;

namespace AnalogCoSim.Verilator.Building;

/// <summary>The processor models are compiled for: <c>-march=native</c> code must not be taken from a cache that another machine filled.</summary>
internal static class Processor
{
    /// <summary>Architecture, model name and instruction sets.</summary>
    public static string Identity { get; } = Read();

    private static string Read()
    {
        const string Information = "/proc/cpuinfo";
        IEnumerable<string> lines = File.Exists(Information) ? File.ReadLines(Information).TakeWhile(line => line.Length > 0) : [];
        IEnumerable<string> telling = lines.Where(line =>
            line.StartsWith("model name", StringComparison.Ordinal) || line.StartsWith("flags", StringComparison.Ordinal) || line.StartsWith("Features", StringComparison.Ordinal));
        return string.Join('\n', telling.Prepend(RuntimeInformation.ProcessArchitecture.ToString()));
    }
}
