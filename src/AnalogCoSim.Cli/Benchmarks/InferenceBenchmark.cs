using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Benchmarks;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core;
using Spectre.Console;

namespace AnalogCoSim.Cli.Benchmarks;

/// <summary><c>acs measure inference</c>: images a second of a scenario on each engine, with one and with all processors.</summary>
internal static class InferenceBenchmark
{
    private static readonly Argument<string?> File = new("FILE")
    {
        Description = "Scenario (default: ResNet-9 with two-device noise; the quick start where its data is missing).",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Engines = new("--engines")
    {
        Description = "Engines to measure: reference, rtl, rtl-flat, lockstep.",
        HelpName = "E,E,..",
    };

    private static readonly Option<int?> Images = new Option<int?>("--images") { Description = "Images a measurement (default: 1024 on the reference engine, 24 on the others).", HelpName = "N" }.Within(1);

    private static readonly Option<string?> Data = new("--data") { Description = "Folder of the data sets (default: $ACS_DATA).", HelpName = "DIR" };

    private static readonly Option<string?> Models = new("--models") { Description = "Folder of the networks (default: $ACS_MODELS).", HelpName = "DIR" };

    /// <summary>Creates <c>measure inference</c>.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("inference", "Images a second of a scenario on each engine.") { File, Engines, Images, Data, Models, CommonOptions.Json };
        command.Action = new CommandBody(
            session => Run(session, session.Get(Engines) ?? "reference,rtl,lockstep"),
            ["acs measure inference --json", "acs measure inference --engines reference --images 200"]);
        return command;
    }

    private static int Run(CliSession session, string chosen)
    {
        string file = session.Arguments.GetValue(File) ?? BenchmarkScenario.Choose(Roots(session)).Path;
        CliConsole.Hint(ScenarioFile.Load(file).Hints);
        string[] engines = chosen.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        ScenarioResult[] results = session.Console.WithProgress(progress => Measure(session, file, engines, progress));
        Table table = Tables.Create("engine", ">threads", ">images", ">images/s", ">core MVMs/s", ">chip clocks/s");
        foreach (ScenarioResult result in results)
        {
            double seconds = result.Images / result.ImagesPerSecond;
            table.AddRow(
                new Text(result.Engine),
                Number(result.Threads),
                Number(result.Images),
                new Text(result.ImagesPerSecond.ToString("N2", CultureInfo.InvariantCulture)),
                Number(result.Mvms / seconds),
                result.Cycles == 0 ? new Text("untimed") : Number(result.Cycles / seconds));
        }

        session.Console.Line(MachineInfo.Current.ToString());
        session.Console.Draw(table);
        session.Console.JsonObject(Summary(file, results));
        return 0;
    }

    // The last run of the first engine, on all processors, stands at the top.
    private static object Summary(string file, ScenarioResult[] results)
    {
        ScenarioResult first = results.Last(result => result.Engine == results[0].Engine);
        double analog = Share(first, RunParts.ReferenceAnalog, RunParts.RtlAnalog);
        double ldpu = Share(first, RunParts.ReferenceLdpu, RunParts.RtlTiles);
        return new
        {
            exitCode = 0,
            imagesPerSecond = first.ImagesPerSecond,
            secondsPer10000Images = 10000 / first.ImagesPerSecond,
            analogFraction = analog,
            ldpuFraction = ldpu,
            hostFraction = 1 - analog - ldpu,
            engine = first.Engine,
            threads = first.Threads,
            machine = MachineInfo.Current,
            scenario = file,
            results = results.Select(Describe).ToArray(),
        };
    }

    // Shares of the time in which images ran.
    private static double Share(ScenarioResult result, params string[] names)
    {
        TimePart[] engine = [.. result.TimeBudget.Where(slice => RunParts.All.Contains(slice.Name))];
        return engine.Where(slice => names.Contains(slice.Name)).Sum(slice => slice.Seconds) / Math.Max(engine.Sum(slice => slice.Seconds), double.Epsilon);
    }

    private static ScenarioResult[] Measure(CliSession session, string file, string[] engines, IProgressSink progress)
    {
        int[] threads = Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount];
        var results = new List<ScenarioResult>();
        foreach (string engine in engines)
        {
            // The first run compiles models and programs; it is not measured.
            RunOnce(session, file, engine, 1, 1);
            foreach (int count in threads)
            {
                progress.Report("measurements", results.Count, engines.Length * threads.Length);
                results.Add(RunOnce(session, file, engine, count, session.Arguments.GetValue(Images) ?? (engine == "reference" ? 1024 : 24)));
            }
        }

        return [.. results];
    }

    private static ScenarioResult RunOnce(CliSession session, string file, string engine, int threads, int images)
    {
        string[] overrides = [string.Create(CultureInfo.InvariantCulture, $"engine={engine}"), $"threads={threads}", $"data.count={images}"];
        Scenario scenario = ScenarioFile.Load(file, overrides);
        var options = new RunOptions
        {
            ScenarioPath = Path.GetFullPath(file),
            Overrides = overrides,
            Roots = Roots(session),
            CheckGolden = false,
        };
        ScenarioResult result = ScenarioRunner.Run(scenario, options, NoProgress.Instance, session.Cancellation);
        return result.Failure is { } failure ? throw failure : result;
    }

    private static Bench.Data.DataRoots Roots(CliSession session) => new(session.Get(Data), session.Get(Models));

    private static object Describe(ScenarioResult result) => new
    {
        engine = result.Engine,
        threads = result.Threads,
        images = result.Images,
        imagesPerSecond = result.ImagesPerSecond,
        mvms = result.Mvms,
        cycles = result.Cycles,
        wallSeconds = result.WallSeconds,
        timeBudget = result.TimeBudget,
    };

    private static Text Number(double value) => new(value.ToString("N0", CultureInfo.InvariantCulture));
}
