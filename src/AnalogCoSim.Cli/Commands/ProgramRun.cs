using System.Runtime.CompilerServices;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Cli.Commands;

/// <summary>The whole program behind <c>Main</c>, which itself needs none of its assemblies.</summary>
internal static class ProgramRun
{
    /// <summary>Runs the command line and shows what the RTL prints.</summary>
    /// <param name="args">Arguments without the program name.</param>
    /// <returns>The exit code.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Of(string[] args)
    {
        StandardStreams.Secure();
        GuardedOutput.Install();
        HandleLimit.Check();
        RtlOutput.Line += line => CliConsole.Note($"rtl: {line}");
        try
        {
            return AcsCommandLine.Run(args);
        }
        finally
        {
            RtlOutput.Drain();
        }
    }
}
