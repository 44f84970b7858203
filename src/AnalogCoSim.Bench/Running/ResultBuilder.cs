using System.Globalization;
using System.Runtime.InteropServices;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Running;

/// <summary>Puts the result of a run together.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="options">How it ran.</param>
/// <param name="run">What the workers shared.</param>
/// <param name="outcome">What they gave.</param>
internal sealed class ResultBuilder(Scenario scenario, RunOptions options, PreparedRun run, RunOutcome outcome)
{
    /// <summary>Builds the result.</summary>
    /// <param name="started">When the run started.</param>
    /// <param name="clock">Where the time went.</param>
    /// <param name="golden">Outcome of the golden comparison.</param>
    /// <param name="folder">Result folder.</param>
    /// <returns>The result.</returns>
    public ScenarioResult Build(DateTimeOffset started, RunClock clock, GoldenOutcome golden, string? folder)
    {
        AcsException? failure = outcome.Failure ?? golden.Failure;
        ulong[]? clocks = MeanStepCycles();
        ScenarioResult result = Compared(Base(clock, started, PerformanceSummary.Of(run.Chip.Program, clocks ?? [], scenario.Analog.ReadMode == ReadMode.FourPhase), clocks), golden);
        result = Exercised(result) with
        {
            Published = result.Accuracy is { } accuracy ? PublishedOfRun.Of(scenario, run.Chip.Program, clocks, accuracy, result.FloatAccuracy, result.Images) : [],
            Error = failure is null ? null : ErrorResult.Of(failure),
            Failure = failure,
            Folder = folder,
        };
        IReadOnlyList<ExpectationResult> expectations = new ExpectationCheck(scenario.Expect, result, outcome.Failure is not null, golden).Evaluate();
        return result with { Expectations = expectations, Passed = failure is null && expectations.All(expectation => !expectation.Missed) && (expectations.Count == 0 || expectations.Any(expectation => expectation.Met)) };
    }

    private ScenarioResult Base(RunClock clock, DateTimeOffset started, PerformanceSummary performance, ulong[]? clocks)
    {
        int images = outcome.Images.Count;
        int correct = outcome.Images.Count(image => image.Prediction == image.Label);
        return new ScenarioResult
        {
            Scenario = scenario.Name,
            Description = scenario.Description,
            Engine = ObjectShape.WordOf(scenario.Engine.ToString()),
            Seed = scenario.Seed,
            Passed = false,
            Images = images,
            Correct = correct,
            Accuracy = images == 0 ? null : Percent(correct, images),
            Cycles = outcome.Images.Aggregate(0UL, (sum, image) => sum + image.Cycles),
            MicrosecondsPerImage = clocks is null ? null : performance.Microseconds,
            MicrojoulePerImage = clocks is null ? null : performance.Microjoule,
            UtilisationPercent = 100 * performance.Utilisation,
            Mvms = outcome.Statistics.TotalMvms,
            WallSeconds = clock.ElapsedSeconds,
            ImagesPerSecond = images / Math.Max(1e-9, outcome.Seconds),
            Threads = outcome.Threads,
            Digest = Digest(),
            Network = run.Network,
            Data = run.Images.Source,
            Notices = run.Notices,
            Cores = run.Chip.Program.Cores.Count(),
            Chip = ChipParameters(),
            Expectations = [],
            PerLayer = Layers(performance, timed: clocks is not null),
            TimeBudget = clock.Parts,
            Cost = EngineCost.Of(clock.Parts, clock.Work),
            Activity = clock.Activity,
            Versions = Versions(),
            Started = started,
            Repeat = new RepeatCommand(scenario, options).Whole(),
            PerImage = outcome.Images,
        };
    }

    // With what the run was held against: the float network, the reference, the golden trace.
    private ScenarioResult Compared(ScenarioResult result, GoldenOutcome golden)
    {
        bool hasFloat = result.Images > 0 && outcome.Images.All(image => image.FloatPrediction is not null);
        return result with
        {
            FloatAccuracy = hasFloat ? Percent(outcome.Images.Count(image => image.FloatPrediction == image.Label), result.Images) : null,
            FloatAgreement = hasFloat ? outcome.Images.Count(image => image.FloatPrediction == image.Prediction) : null,
            Mismatches = IsLockstep ? (IsMismatch(outcome.Failure) ? 1 : 0) : null,
            InputsCompared = outcome.Compared.Inputs,
            CountsCompared = outcome.Compared.Counts,
            CountsShared = outcome.Compared.SharedCounts,
            LdpuOutputsCompared = outcome.Compared.Outputs,
            GoldenValuesCompared = golden.Compared,
        };
    }

    // With what was used of the digital half; the reference has none.
    private ScenarioResult Exercised(ScenarioResult result) => scenario.Engine == EngineKind.Reference ? result : result with
    {
        Exercised = new ExerciseReport(run.Chip, outcome.Statistics.Mvms, outcome.Exercise).Build(),
        Links = LinkCounts.Of(run.Chip, outcome.Statistics.Mvms),
    };

    private bool IsLockstep => scenario.Engine == EngineKind.Lockstep;

    // An assertion or a standstill of the RTL is a failure, but no value that differed.
    private static bool IsMismatch(AcsException? failure) => failure?.Code is >= ErrorCode.LockstepInputMismatch and <= ErrorCode.LockstepLdpuMismatch;

    private static double Percent(int part, int whole) => whole == 0 ? 0 : 100.0 * part / whole;

    // A word, as all others in result files.
    private static string KindOf(ProgramStep step) => step.Describe().Kind.Replace(' ', '-');

    // The rows of the summary are the crossbar steps, in order.
    private IReadOnlyList<LayerResult> Layers(PerformanceSummary performance, bool timed)
    {
        int crossbars = 0;
        return [.. run.Chip.Program.Steps.Select((step, i) =>
        {
            StepPerformance? row = step.Slices.Count > 0 ? performance.Steps[crossbars++] : null;
            return new LayerResult(
                i,
                step.Name,
                KindOf(step),
                [.. step.Slices.Select(slice => slice.Core)],
                outcome.Statistics.Mvms[i],
                timed ? outcome.Results.Average(result => (double)result.StepCycles[i]) : null,
                outcome.Statistics.Saturated[i],
                IsLockstep ? (IsMismatch(outcome.Failure) && outcome.Failure!.Step == i ? 1 : 0) : null)
            {
                UtilisationPercent = 100 * row?.Utilisation,
                MicrojoulePerImage = timed ? row?.Microjoule : null,
            };
        })];
    }

    private ulong[]? MeanStepCycles()
    {
        int steps = run.Chip.Program.Steps.Count;
        return outcome.Results.Count == 0 || outcome.Results.Any(result => result.StepCycles.Count != steps)
            ? null
            : [.. Enumerable.Range(0, steps).Select(i => (ulong)Math.Round(outcome.Results.Average(result => (double)result.StepCycles[i])))];
    }

    private string Digest()
    {
        ulong hash = 0;
        foreach (ImageResult image in outcome.Images)
        {
            hash = MvmDigest.Mix(hash ^ ulong.Parse(image.Digest, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private SortedDictionary<string, string> ChipParameters()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var usual = new AnalogParameters();
        foreach (KeyShape key in ObjectShape.For(typeof(AnalogParameters)).Keys)
        {
            object? value = key.Property.GetValue(scenario.Analog);
            if (key.ValueType.IsEnum || !Equals(value, key.Property.GetValue(usual)))
            {
                all[key.Name] = value is Enum word ? ObjectShape.WordOf(word.ToString()) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "none";
            }
        }

        return all;
    }

    private SortedDictionary<string, string> Versions()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["acs"] = ProgramVersion.Full,
            ["dotnet"] = Environment.Version.ToString(),
            ["system"] = $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            ["processors"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string name, string version) in options.Engines.Versions(scenario.Engine))
        {
            all[name] = version;
        }

        return all;
    }
}
