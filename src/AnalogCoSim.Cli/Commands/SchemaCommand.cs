using System.CommandLine;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Cli.CommandLine;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs schema</c>: the JSON Schema of scenario files.</summary>
internal static class SchemaCommand
{
    private static readonly Option<FileInfo?> Output = new("--out") { Description = "File to write instead of stdout.", HelpName = "FILE" };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of scenario files; editors complete and check with it.") { Output };
        command.Action = new CommandBody(Run, ["acs schema", "acs schema --out testbenches/scenario.schema.json"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string schema = ScenarioSchema.Write();
        if (session.Get(Output) is { } file)
        {
            file.Directory?.Create();
            File.WriteAllText(file.FullName, schema);
            session.Console.Line($"written: {file.FullName}");
        }
        else
        {
            Console.Out.Write(schema);
        }

        return 0;
    }
}
