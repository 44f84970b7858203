using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Errors;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary>What one scenario of a network gave, or the error that stopped it.</summary>
/// <param name="File">File of the scenario.</param>
/// <param name="Result">Its result.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record RunReport(string File, ScenarioResult? Result, AcsException? Error) : IRunReport
{
    // The best first.
    private static readonly string[] Reports = ["report.html", "result.json"];

    /// <inheritdoc />
    public int ExitCode => Error?.ExitCode ?? (Result!.Passed ? 0 : Result.Failure?.ExitCode ?? 1);

    /// <inheritdoc />
    public bool HasResult => Result is not null;

    /// <inheritdoc />
    public string[] Columns => ["result", "scenario", "engine", ">accuracy", ">95 % interval", ">float", ">mismatches / compared", ">clocks/image", ">time"];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public Text[] Row()
    {
        string name = Path.GetFileNameWithoutExtension(File);
        if (Result is not { } result)
        {
            return Cells(Error!.CodeText, name, "-", "-", "-", "-", "-", "-", "-");
        }

        string compared = result.Mismatches is { } mismatches ? Text($"{mismatches:N0} / {result.LdpuOutputsCompared:N0}") : "not compared";
        string cycles = result.Cycles == 0 || result.Images == 0 ? "untimed" : Text($"{(double)result.Cycles / result.Images:N0}");
        return Cells(
            Verdict(result),
            result.Scenario,
            result.Engine,
            result.Accuracy is { } judged ? Text($"{judged:F2} % ({result.Correct}/{result.Images})") : "not judged",
            result.AccuracyInterval is { } interval ? Text($"{interval.Low:F1} to {interval.High:F1}") : "-",
            result.FloatAccuracy is { } accuracy ? Text($"{accuracy:F2} %") : "-",
            compared,
            cycles,
            Text($"{result.WallSeconds:F1} s"));
    }

    private static string Verdict(ScenarioResult result) => result.Verdict switch
    {
        RunVerdict.Met => "met",
        RunVerdict.MetInPart => "met in part",
        RunVerdict.NotCompared => "NOT COMPARED",
        _ => "MISSED",
    };

    private static Text[] Cells(params string[] cells) => [.. cells.Select(cell => new Text(cell))];

    /// <inheritdoc />
    public void Details(CliConsole console)
    {
        if (Result is not { } result)
        {
            return;
        }

        // What failed was told when it did; here is what follows from it, or could not be judged.
        foreach (ExpectationResult one in result.Expectations.Where(expectation => !expectation.Met))
        {
            string line = one.Missed ? $"missed:  {result.Scenario}: {one.Name} expected {one.Expected}, got {one.Actual}" : $"note:    {result.Scenario}: {one.Name} {one.Actual}";
            console.Line(line);
        }

        foreach (string notice in result.Notices)
        {
            console.Line($"notice:  {result.Scenario}: {notice}");
        }

        console.Line($"devices: {result.DeviceModel}; accuracies hold for this model");
        if (result.Cycles > 0 && result.Images > 0)
        {
            double microseconds = (double)result.Cycles / result.Images * PerformanceSummary.DigitalClockNanoseconds / 1000;
            console.Line(Text($"chip:    {result.Cores} cores, {result.Mvms / result.Images:N0} MVMs and {microseconds:N0} us per image at {PerformanceSummary.DigitalClockMegahertz:0.#} MHz; {result.ImagesPerSecond:N2} images/s here"));
        }

        console.Line($"seen:    {result.Exercised}");
        if (Path.GetFileName(ReportPath()) is { } report)
        {
            console.Line($"report:  {Path.Combine(RunReports.Shown(result.Folder!), report)}");
        }
    }

    private string? ReportPath() => Result?.Folder is not { } folder ? null
        : Reports.Select(name => Path.Combine(folder, name)).FirstOrDefault(System.IO.File.Exists);

    /// <inheritdoc />
    public JsonObject Json()
    {
        JsonObject json = Result is { } result
            ? JsonSerializer.SerializeToNode(result, ResultFolder.Style)!.AsObject()
            : new JsonObject { ["error"] = JsonSerializer.SerializeToNode(ErrorResult.Of(Error!), ResultFolder.Style) };
        json.Insert(0, "file", File);
        json.Insert(0, "exitCode", ExitCode);
        json["folder"] = Result?.Folder;
        json["report"] = ReportPath();
        return json;
    }
}
