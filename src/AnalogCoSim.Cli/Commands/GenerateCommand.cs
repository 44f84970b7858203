using System.CommandLine;
using AnalogCoSim.Chip.RegisterMaps;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs generate</c>: writes what RTL, C# and C++ take from the register map.</summary>
internal static class GenerateCommand
{
    private static readonly Option<bool> Check = new("--check") { Description = "Writes nothing; exit code 1 if a file is not what it would write." };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("generate", "Generates the SystemVerilog package, the C# constants and the C++ header from rtl/common/register_map.yaml.") { Check, CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs generate", "acs generate --check"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string source = ProjectFolder.PathOf("rtl", "common", "register_map.yaml");
        var kind = new InputKind("register map", ErrorCode.DataNotFound, ErrorCode.ScenarioSyntax, "Correct the file.", 1 << 20) { MissingRemedy = "run it inside a complete checkout" };
        (string Path, string Text)[] files = [.. RegisterMapGenerator.Generate(InputFile.ReadText(source, kind)).Select(file => (ProjectFolder.PathOf(file.Path), file.Text))];
        string[] stale = [.. files.Where(file => !File.Exists(file.Path) || File.ReadAllText(file.Path) != file.Text).Select(file => file.Path)];
        bool check = session.Get(Check);
        foreach ((string path, string text) in check ? [] : files.Where(file => stale.Contains(file.Path)))
        {
            AtomicFile.WriteText(path, text);
        }

        int exitCode = check && stale.Length > 0 ? 1 : 0;
        Show(session, stale, check);
        session.Console.JsonObject(new { exitCode, written = check ? [] : stale, stale = check ? stale : [] });
        return exitCode;
    }

    private static void Show(CliSession session, string[] stale, bool check)
    {
        foreach (string path in stale)
        {
            session.Console.Line($"{(check ? "stale:  " : "written:")} {Path.GetRelativePath(ProjectFolder.Root, path)}");
        }

        if (stale.Length == 0)
        {
            session.Console.Line("The generated files are up to date.");
        }
        else if (check)
        {
            session.Console.Line(CalledName.In("remedy:  acs generate"));
        }
    }
}
