using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Verilate;

// Called by AnalogCoSim.Verilator.targets: the models of one project, listed in a request file.
if (args.Length != 3)
{
    Console.Error.WriteLine("usage: AnalogCoSim.Verilate REQUEST OUTPUT CACHE");
    return 2;
}

var messages = new BuildMessages(Console.Out);
try
{
    IReadOnlyList<ModelRequest> requests = RequestFile.Read(args[0]);
    new ProjectBuild(new BuildCache(args[2]), args[1], messages).Run(requests);
}
catch (AcsException exception)
{
    messages.Error(args[0], 0, 0, exception);
}

return messages.Errors == 0 ? 0 : 1;
