using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Results;
using AnalogCoSim.Testbench.Running;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary>What one scenario of a block gave, or the error that stopped it.</summary>
/// <param name="File">File of the scenario.</param>
/// <param name="Result">Its result.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record BlockReport(string File, BlockResult? Result, AcsException? Error) : IRunReport
{
    /// <inheritdoc />
    public int ExitCode => Error?.ExitCode ?? (Result!.Passed ? 0 : Result.Failure?.ExitCode ?? 1);

    /// <inheritdoc />
    public bool HasResult => Result is not null;

    /// <inheritdoc />
    public string[] Columns => ["result", "scenario", "block", ">transactions", ">clocks", ">compared", ">coverage", ">time"];

    /// <inheritdoc />
    public Text[] Row()
    {
        string name = Path.GetFileNameWithoutExtension(File);
        string[] cells = Result is not { } result
            ? [Error!.CodeText, name, "-", "-", "-", "-", "-", "-"]
            :
            [
                result.Passed ? "met" : "MISSED",
                result.Scenario,
                result.Top,
                Text($"{result.Driven:N0}"),
                Text($"{result.Clocks:N0}"),
                Text($"{result.Compared:N0}"),
                result.Coverage.Goals == 0 ? "-" : Text($"{100.0 * (result.Coverage.Goals - result.Coverage.Holes.Count()) / result.Coverage.Goals:0.#} %"),
                Text($"{result.WallSeconds:F1} s"),
            ];
        return [.. cells.Select(cell => new Text(cell))];
    }

    /// <inheritdoc />
    public void Details(CliConsole console)
    {
        if (Result is not { } result)
        {
            return;
        }

        if (result.Failure is { } failure)
        {
            CliConsole.Note(failure.Render());
        }

        foreach (BlockExpectation one in result.Expectations.Where(expectation => !expectation.Met))
        {
            console.Line($"missed:  {result.Scenario}: {one.Name} expected {one.Expected}, got {one.Actual}");
        }

        foreach (string notice in result.Notices)
        {
            console.Line($"notice:  {result.Scenario}: {notice}");
        }
    }

    /// <inheritdoc />
    public JsonObject Json()
    {
        JsonObject json = Result is { } result
            ? JsonSerializer.SerializeToNode(result, ResultJson.Style)!.AsObject()
            : new JsonObject { ["error"] = JsonSerializer.SerializeToNode(BlockError.Of(Error!), ResultJson.Style) };
        json.Insert(0, "file", File);
        json.Insert(0, "exitCode", ExitCode);
        json["folder"] = Result?.Folder;
        return json;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
