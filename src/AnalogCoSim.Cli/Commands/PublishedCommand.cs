using System.CommandLine;
using System.Text.Json;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs published</c>: the published figures of the chip beside those of this bench.</summary>
internal static class PublishedCommand
{
    private const string UsualSweep = "cifar10-accuracy";

    private static readonly Option<FileInfo?> Sweep = new("--sweep")
    {
        Description = $"Result of a sweep whose accuracies are shown (default: results/{UsualSweep}/sweep.json, if it is there).",
        HelpName = "FILE",
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("published", "Latency, throughput, energy and accuracy of the published chip beside those of this bench, each marked measured, fitted, assumed or quoted.") { Sweep, CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs published", "acs published --sweep results/cifar10-accuracy/sweep.json --json"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        IReadOnlyList<PublishedRow> accuracies = Accuracies(session.Get(Sweep));
        ChipTiming timing = session.Console.WithProgress(_ => LatencyProbe.Measure(new RtlChipOptions()));
        IReadOnlyList<PublishedRow> rows = [.. PublishedComparison.Timing(timing), .. accuracies];
        session.Console.Draw(PublishedTable.Create(rows));
        session.Console.Line("published: Le Gallo et al., Nature Electronics 6, 680 (2023)");
        if (accuracies.All(row => row.Bench is null))
        {
            session.Console.Line(CalledName.In($"accuracies: acs sweep testbenches/chip_inference/sweeps/{UsualSweep}.yaml"));
        }

        session.Console.JsonObject(new { exitCode = 0, clocks = timing, rows });
        return 0;
    }

    private static readonly JsonSerializerOptions Strict = new(SweepFiles.Style) { RespectNullableAnnotations = true };

    private static IReadOnlyList<PublishedRow> Accuracies(FileInfo? given)
    {
        string usual = Path.Combine(Bench.Running.RunOptions.UsualFolder(UsualSweep), SweepFiles.ResultName);
        IReadOnlyList<PublishedRow> open = PublishedComparison.Accuracy(null, null, null, null, 0, string.Empty);
        if (given is null && !File.Exists(usual))
        {
            return open;
        }

        IReadOnlyList<PublishedRow> measured = Read(given is null ? usual : DataRoots.Existing(given.FullName, "sweep result", "Name the sweep.json that acs sweep writes into its result folder."));
        return [.. open.SelectMany(row => measured.Where(other => other.Quantity == row.Quantity).DefaultIfEmpty(row))];
    }

    private static IReadOnlyList<PublishedRow> Read(string path)
    {
        try
        {
            SweepResult? result = JsonSerializer.Deserialize<SweepResult>(InputFile.ReadText(path, InputKind.Data with { Noun = "sweep result" }), Strict);
            return result is not null && result.Published.All(row => row is not null) ? result.Published : throw Damaged(path, null);
        }
        catch (Exception inner) when (inner is JsonException or ArgumentException)
        {
            throw Damaged(path, inner);
        }
    }

    private static AcsException Damaged(string path, Exception? inner) =>
        new(ErrorCode.DataDamaged, "The file is not the result of a sweep.", path, "sweep.json as acs sweep writes it", inner?.Message ?? "nothing", "run acs sweep again, or name another --sweep", inner);
}
