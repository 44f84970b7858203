using AnalogCoSim.Cli.CommandLine;

return AcsCommandLine.Run(args);
