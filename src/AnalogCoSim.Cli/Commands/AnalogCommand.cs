using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Cli.Studies;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Report.Studies;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs analog</c>: studies of the analog model with random weights, as table, CSV, npz and page.</summary>
internal static class AnalogCommand
{
    private const int RowsShown = 40;
    private static readonly IStudy[] Studies = [new CharacteriseStudy(), new ProgramStudy(), new DriftOverTimeStudy(), new MvmStudy()];

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("analog", "Studies of the analog half of a core.");
        foreach (IStudy study in Studies)
        {
            command.Subcommands.Add(Create(study));
        }

        return command;
    }

    private static Command Create(IStudy study)
    {
        string arrays = string.Join("; ", study.Arrays.Select(array => $"{array.Name} ({array.Meaning})"));
        var command = new Command(study.Name, $"{study.Description} With --out DIR it writes DIR/{study.Name}.csv, DIR/report.html and DIR/{study.Name}.npz with the arrays {arrays}.");
        StudyOptions.AddTo(command, study.Options);
        command.Action = new CommandBody(session => Run(session, study), [$"acs analog {study.Name}", $"acs analog {study.Name} --out results/{study.Name} --seed 2 --json"]);
        return command;
    }

    private static int Run(CliSession session, IStudy study)
    {
        AnalogParameters parameters = StudyOptions.Parameters(session);
        // Taken first: a folder that cannot be written must not show after the study.
        using OutputFolder? folder = StudyOptions.Folder(session) is { } path ? OutputFolder.Take(path, $"study {study.Name}", FilesOf(study)) : null;
        StudyResult result = session.Console.WithProgress(_ => study.Run(session, parameters));
        Files? files = folder is null ? null : Write(folder, study, result, Page(session, study, parameters, result));
        Show(session.Console, result, files);
        session.Console.JsonObject(new { exitCode = 0, study = study.Name, settings = StudyOptions.Describe(parameters), figures = result.Figures, files });
        return 0;
    }

    private static StudyPage Page(CliSession session, IStudy study, AnalogParameters parameters, StudyResult result)
    {
        string repeat = "acs " + string.Join(' ', session.Arguments.Tokens.Select(token => token.Value.Contains(' ', StringComparison.Ordinal) ? $"'{token.Value}'" : token.Value));
        return new StudyPage($"Analog study: {study.Name}", study.Description, StudyOptions.Describe(parameters), repeat, result.Cards, result.Sections);
    }

    private static string[] FilesOf(IStudy study) => [study.Name + ".csv", study.Name + ".npz", "report.html"];

    private static Files Write(OutputFolder folder, IStudy study, StudyResult result, StudyPage page)
    {
        string[] paths = [.. FilesOf(study).Select(folder.In)];
        var files = new Files(paths[0], paths[1], paths[2]);
        AtomicFile.WriteText(files.Csv, string.Concat(result.Table.Csv().Select(line => line + "\n")));
        NpzArchive.Write(files.Npz, result.Arrays);
        AtomicFile.WriteText(files.Report, new StudyReport().Write(page));
        return files;
    }

    private static void Show(CliConsole console, StudyResult result, Files? files)
    {
        Table table = Tables.Create([.. result.Table.Columns.Select(column => ">" + column.Replace('_', ' '))]);
        foreach (double[] row in result.Table.Rows.Take(RowsShown))
        {
            table.AddRow(row.Select(value => new Text(NumberTable.Cell(value))));
        }

        console.Draw(table);
        if (result.Table.Rows.Count > RowsShown)
        {
            console.Line(string.Create(CultureInfo.InvariantCulture, $"... {result.Table.Rows.Count - RowsShown} more rows; --out DIR writes them all"));
        }

        foreach (KeyFigure figure in result.Cards)
        {
            console.Line($"{figure.Name}: {figure.Value} ({figure.Note})");
        }

        foreach (string file in files is null ? [] : (string[])[files.Csv, files.Npz, files.Report])
        {
            console.Line($"written: {file}");
        }
    }

    private sealed record Files(string Csv, string Npz, string Report);
}
