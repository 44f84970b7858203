using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Report;
using AnalogCoSim.Report.Studies;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs sweep</c>: runs variants of a scenario over seeds and drift times and says what their means are.</summary>
internal static class SweepCommand
{
    private static readonly Argument<string> SweepPath = new("FILE") { Description = "Sweep file." };

    private static readonly string[] Examples =
    [
        "acs sweep testbenches/chip_inference/sweeps/cifar10-accuracy.yaml --resume",
        "acs sweep testbenches/chip_inference/sweeps/cifar10-drift.yaml --set data.count=64 --set seeds=[1,2] --out results/drift-quick",
    ];

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("sweep", "Runs variants of a scenario over seeds and drift times; mean and spread of each, expectations checked. Finished runs are kept: --resume goes on.") { SweepPath };
        ScenarioOptions.AddToSweep(command);
        command.Options.Add(CommonOptions.Json);
        command.Action = new CommandBody(Run, Examples);
        return command;
    }

    private static int Run(CliSession session)
    {
        SweepPlan plan = SweepFile.Load(session.Get(SweepPath), ScenarioOptions.Settings(session));
        CliConsole.Hint(plan.Hints);
        string folder = ScenarioOptions.Folder(session, plan.Sweep.Name);
        var options = new SweepOptions { Roots = ScenarioOptions.Roots(session), ResultFolder = folder, Resume = ScenarioOptions.Resumes(session), Writers = [(SweepFiles.ReportName, made => new StudyReport().Write(SweepPages.Of(made)))] };
        SweepResult result = session.Console.WithProgress(progress => SweepRunner.Run(plan, options, progress, session.Cancellation));
        Show(session.Console, result, folder);
        return result.Passed ? 0 : 1;
    }

    private static void Show(CliConsole console, SweepResult result, string folder)
    {
        Table table = Tables.Create("outcome", "variant", ">time", ">seeds", ">images", ">accuracy, %", ">95 % interval", ">min", ">max", ">float", ">published", "devices", ">cores", ">clocks/image", ">uJ/image", "expectation");
        foreach (SweepSummary row in result.Summary)
        {
            string[] cells =
            [
                row.Error?.Code is { } code ? $"{row.Status.ToString().ToLowerInvariant()} {code}" : SweepPages.Outcome(row),
                row.Label, SweepPages.Time(row.Seconds), Text(row.Accuracy?.Count), Text(row.Images), SweepPages.Text(row.Accuracy), SweepPages.Text(row.AccuracyInterval), Text(row.Accuracy?.Min), Text(row.Accuracy?.Max),
                Text(row.FloatAccuracy), Text(row.Published), row.DeviceModel ?? "-", Text(row.Cores), row.CyclesPerImage?.ToString("#,0", CultureInfo.InvariantCulture) ?? "-", Text(row.MicrojoulePerImage), SweepPages.Verdict(row),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        console.Draw(table);
        if (result.Published.Count > 0)
        {
            console.Draw(PublishedTable.Create(result.Published));
        }

        foreach (SweepSummary row in result.Summary.Where(row => row.Error is not null))
        {
            console.Line($"{row.Label}: {row.Error!.Code} {row.Error.Message}");
        }

        foreach (string notice in result.Points.SelectMany(point => point.Notices).Distinct())
        {
            console.Line($"notice:  {notice}");
        }

        string report = Path.Combine(folder, SweepFiles.ReportName);
        console.Line(string.Create(CultureInfo.InvariantCulture, $"runs:    {result.Points.Count}, {result.PointsTakenOver} of them taken over"));
        console.Line($"report:  {report}");
        JsonObject json = JsonSerializer.SerializeToNode(result, SweepFiles.Style)!.AsObject();
        json.Insert(0, "exitCode", result.Passed ? 0 : 1);
        json["folder"] = folder;
        json["report"] = report;
        console.JsonObject(json);
    }

    private static string Text(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    private static string Text(int? value) => value is null or 0 ? "-" : value.Value.ToString("#,0", CultureInfo.InvariantCulture);
}
