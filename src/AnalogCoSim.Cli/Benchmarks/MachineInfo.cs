namespace AnalogCoSim.Cli.Benchmarks;

/// <summary>The machine that a measurement was made on; every benchmark names it.</summary>
/// <param name="Processor">Name of the processor.</param>
/// <param name="Processors">Processors that this process may use.</param>
/// <param name="Runtime">.NET runtime.</param>
internal sealed record MachineInfo(string Processor, int Processors, string Runtime)
{
    /// <summary>This machine.</summary>
    public static MachineInfo Current { get; } = new(Name(), Environment.ProcessorCount, $".NET {Environment.Version}");

    /// <summary>One line for a table's caption.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{Processor}, {Processors} processors, {Runtime}";

    private static string Name()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
    }
}
