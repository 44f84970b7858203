using System.Globalization;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;

namespace AnalogCoSim.Verilator.Tests.Support;

/// <summary>Signal changes in an FST file, read with the library of the format's author that Verilator ships.</summary>
/// <param name="Exponent">Time unit, a power of ten, s.</param>
/// <param name="Begin">First time.</param>
/// <param name="End">Last time.</param>
/// <param name="Changes">Time, signal and value, in order.</param>
internal sealed record FstChanges(int Exponent, ulong Begin, ulong End, IReadOnlyList<(ulong Time, string Signal, string Value)> Changes)
{
    private static readonly Lazy<string> Reader = new(Compile);

    public static FstChanges Read(string path, params string[] signals)
    {
        string[] lines = ProcessRunner.Default.Run(new ProcessRequest(Reader.Value, [path, .. signals]), default).EnsureSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] head = lines[0].Split(' ');
        return new FstChanges(
            int.Parse(head[0], CultureInfo.InvariantCulture),
            ulong.Parse(head[1], CultureInfo.InvariantCulture),
            ulong.Parse(head[2], CultureInfo.InvariantCulture),
            [.. lines.Skip(1).Select(line => line.Split(' ')).Select(part => (ulong.Parse(part[0], CultureInfo.InvariantCulture), part[1], part[2]))]);
    }

    /// <summary>Times at which a one-bit signal becomes 1.</summary>
    public ulong[] Rises(string signal) => [.. Changes.Where(change => change.Signal == signal && change.Value == "1").Select(change => change.Time)];

    private static string Compile()
    {
        string root = ProcessRunner.Default.Run(new ProcessRequest(ToolLocator.Default.Require(ToolCatalog.Verilator).Path, ["--getenv", "VERILATOR_ROOT"]), default).EnsureSuccess().Output.Trim();
        string fst = Path.Combine(root, "include", "gtkwave");
        string program = Path.Combine(AppContext.BaseDirectory, "fst_changes");
        string[] sources = [Path.Combine(AppContext.BaseDirectory, "Support", "fst_changes.c"), .. Directory.GetFiles(fst, "*.c")];
        ProcessRunner.Default.Run(new ProcessRequest("gcc", ["-O1", "-w", "-DFST_CONFIG_INCLUDE=<fst_config.h>", $"-I{fst}", .. sources, "-lz", "-lpthread", "-o", program]), default).EnsureSuccess();
        return program;
    }
}
