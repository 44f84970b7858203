using System.Globalization;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Bench.Running;

/// <summary>Runs a failing image again and writes waves of the guilty core.</summary>
/// <param name="plan">From the engine that failed.</param>
/// <param name="chip">The programmed chip.</param>
/// <param name="reference">MVMs of the reference under lockstep; null without.</param>
/// <param name="image">Image number.</param>
/// <param name="failure">The failure, as the second run has to show it again.</param>
/// <param name="guilty">Core at which the failure was located: that of the failure, or one before it on the way of a packet; null where none is known.</param>
internal sealed class FailureReplay(ReplayPlan plan, ProgrammedChip chip, ReferenceBuffer? reference, int image, AcsException failure, int? guilty)
{
    /// <summary>Folder of the waves, below that of the run's own waves.</summary>
    public const string FolderName = "failure";

    /// <summary>Whether the failure names a core.</summary>
    public bool IsPossible => guilty is not null;

    /// <summary>The wrong column, where that is the failure: its way through the LDPU is read on the way.</summary>
    public WrongColumn? Wrong { get; init; }

    /// <summary>Writes the waves.</summary>
    /// <param name="folder">The result folder.</param>
    /// <param name="cancellation">Ends the build of the model, or the replay.</param>
    /// <returns>What was written and read.</returns>
    /// <exception cref="AcsException">Those of a build and of a replay; RtlStalled when the second run ended before the first wave.</exception>
    public FailureAccount Run(string folder, CancellationToken cancellation)
    {
        int core = guilty!.Value;
        var scoreboard = reference is null ? null : new LockstepScoreboard(chip, reference, _ => failure.Remedy ?? string.Empty);
        reference?.Reread(image);
        string waves = Path.Combine(folder, ResultFolder.WavesName, FolderName);
        ColumnProbe? probe = Wrong is null ? null : new ColumnProbe(Wrong.Registers, Wrong.Address.Core, Wrong.Column, plan.ImageBegin + Wrong.Cycle);
        Onlooker? onlooker = scoreboard is null ? null : new Onlooker(scoreboard);
        WaveReplay replay = plan.Run([.. Watched(failure.Core ?? core).Prepend(core).Distinct()], waves, onlooker, probe is null ? null : [probe], cancellation);
        AcsException? second = scoreboard?.Failure ?? replay.Failure;
        if (replay.Files.Count == 0)
        {
            throw new AcsException(ErrorCode.RtlStalled, "The second run of the image ended before its waves began.", second?.Where, actual: second?.Message);
        }

        // The flat chip has one file.
        string own = Path.GetFileName(ChipWaves.File(folder, core));
        string[] files = [.. replay.Files.Select(file => Path.GetRelativePath(folder, file)).OrderBy(file => Path.GetFileName(file) == own ? 0 : 1)];
        var written = new FailureWaves(core, files, replay.FromCycle, replay.UntilCycle, plan.EndedAt, plan.ImageBegin, Difference(second));
        return new FailureAccount(written, Wrong, Wrong is null ? null : StageTable.Describe(Wrong, probe!));
    }

    // The core, and on the way to it: the core before it in its chain and the tiles that forward.
    private int[] Watched(int core)
    {
        foreach (ColumnGroup group in chip.Program.Chains)
        {
            int place = group.Chain.ToList().FindIndex(slice => slice.Core == core);
            int before = place > 0 ? place - 1 : group.Chain.ToList().FindIndex(slice => slice.Hops.Any(hop => hop.Tile == core));
            if (before >= 0)
            {
                CoreSlice sender = group.Chain[before];
                return [core, sender.Core, group.Chain[before + 1].Core, .. sender.Hops.Select(hop => hop.Tile)];
            }
        }

        return [core];
    }

    private string? Difference(AcsException? second) => second switch
    {
        null => "the second run did not fail: something that an earlier image left behind in the RTL takes part",
        _ when second.Code == failure.Code && second.Where == failure.Where && second.Actual == failure.Actual => null,
        _ => string.Create(CultureInfo.InvariantCulture, $"the second run, which has assertions, failed with {second.CodeText} {second.Where}"),
    };

    /// <summary>Looks on without stopping the engine, so that the waves go on after the failure.</summary>
    private sealed class Onlooker(IMvmObserver observer) : IMvmObserver
    {
        public bool OnMvm(in MvmRecord record)
        {
            observer.OnMvm(record);
            return true;
        }
    }
}
