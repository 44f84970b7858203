using AnalogCoSim.Cli.Commands;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Verilator.Models;

RtlOutput.Line += line => CliConsole.Note($"rtl: {line}");
try
{
    return AcsCommandLine.Run(args);
}
finally
{
    RtlOutput.Drain();
}
