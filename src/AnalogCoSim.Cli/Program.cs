using AnalogCoSim.Cli.CommandLine;

try
{
    return ProgramRun.Of(args);
}
catch (Exception failure) when (failure is not StackOverflowException)
{
    return LastWords.Say(failure);
}
