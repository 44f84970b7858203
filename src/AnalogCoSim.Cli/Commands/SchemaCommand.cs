using System.CommandLine;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs schema</c>: the JSON Schema of scenario or sweep files.</summary>
internal static class SchemaCommand
{
    private static readonly Option<string?> Output = new("--out") { Description = "File to write instead of stdout.", HelpName = "FILE" };

    private static readonly Argument<string?> Kind = new("KIND") { Description = "scenario (usual), block or sweep.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };

    private static readonly Option<bool> Sweep = new("--sweep") { Description = "The schema of sweep files instead; the same as KIND sweep." };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of scenario, block or sweep files; editors complete and check with it.") { Kind, Sweep, Output };
        command.Action = new CommandBody(Run, ["acs schema", "acs schema --out testbenches/scenario.schema.json", "acs schema block --out testbenches/block.schema.json", "acs schema sweep --out testbenches/sweep.schema.json"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string kind = session.Get(Kind) ?? (session.Get(Sweep) ? "sweep" : "scenario");
        string schema = kind switch
        {
            "scenario" => ScenarioSchema.Write(),
            "block" => BlockSchema.Write(),
            "sweep" => SweepSchema.Write(),
            _ => throw new AcsException(ErrorCode.CommandLine, "There is no schema of that name.", Kind.Name, "scenario, block or sweep", kind),
        };
        if (session.Get(Output) is { } file)
        {
            string path = FileErrors.Full(file, Output.Name);
            AtomicFile.WriteText(path, schema);
            session.Console.Line($"written: {path}");
        }
        else
        {
            Console.Out.Write(schema);
        }

        return 0;
    }
}
