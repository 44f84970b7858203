using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Commands;

try
{
    return ProgramRun.Of(args);
}
catch (Exception failure) when (failure is not StackOverflowException)
{
    return LastWords.Say(failure);
}
