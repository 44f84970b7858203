using System.Globalization;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Compares every MVM of an engine with the reference's as it happens, and stops the engine at the first difference.</summary>
/// <remarks>The reference runs the same images just before; the exception waits in <see cref="Failure"/>, because none may pass through native code.</remarks>
/// <param name="chip">The programmed chip of the reference.</param>
/// <param name="reference">MVMs of the reference.</param>
/// <param name="repeat">The command that repeats an image.</param>
public sealed class LockstepScoreboard(ProgrammedChip chip, ReferenceBuffer reference, Func<int, string> repeat) : IMvmObserver
{
    private readonly Lock _gate = new();

    /// <summary>What was compared so far.</summary>
    public LockstepCounts Compared { get; private set; }

    /// <summary>The first difference, located; null while there is none.</summary>
    public AcsException? Failure { get; private set; }

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        lock (_gate)
        {
            if (Failure is not null)
            {
                return false;
            }

            RecordedMvm? expected = reference.Find(record.Image, MvmPlace.Of(record));
            Failure = expected is null ? NotExpected(record) : Compare(record, expected);
            return Failure is null;
        }
    }

    /// <summary>Checks that the engine ran as many MVMs as the reference; call after each batch.</summary>
    /// <param name="mvms">MVMs that the engine reported for the images in the buffer.</param>
    public void CheckComplete(long mvms)
    {
        if (Failure is null && mvms != reference.Count)
        {
            Failure = new AcsException(
                ErrorCode.LockstepOrderMismatch,
                "RTL and reference ran a different number of MVMs.",
                null,
                $"{reference.Count} (reference)",
                $"{mvms} (RTL)",
                "Look for a packet that was dropped: acs run with --set record.waves=true.");
        }
    }

    private AcsException? Compare(in MvmRecord record, RecordedMvm expected)
    {
        Compared += new LockstepCounts(1, record.Inputs.Length, 2 * record.CountsP.Length, record.Outputs.Length);
        int at = record.Inputs.CommonPrefixLength(expected.Inputs);
        if (at < record.Inputs.Length)
        {
            return Difference(ErrorCode.LockstepInputMismatch, "MVM input", record, "row", at, expected.Inputs[at], record.Inputs[at], null);
        }

        at = record.CountsP.CommonPrefixLength(expected.CountsP);
        if (at < record.CountsP.Length)
        {
            return Difference(ErrorCode.LockstepCountMismatch, "ADC count P", record, "column", at, expected.CountsP[at], record.CountsP[at], null);
        }

        at = record.CountsN.CommonPrefixLength(expected.CountsN);
        if (at < record.CountsN.Length)
        {
            return Difference(ErrorCode.LockstepCountMismatch, "ADC count N", record, "column", at, expected.CountsN[at], record.CountsN[at], null);
        }

        at = record.Outputs.CommonPrefixLength(expected.Outputs);
        return at == record.Outputs.Length
            ? null
            : Difference(ErrorCode.LockstepLdpuMismatch, "LDPU output", record, "column", at, expected.Outputs[at], record.Outputs[at], Stages(record, at));
    }

    private AcsException Difference(ErrorCode code, string what, in MvmRecord record, string axis, int index, int expected, int actual, string? stages)
    {
        string where = Where(record, string.Create(CultureInfo.InvariantCulture, $"{axis} {index}, "));
        return new AcsException(
            code,
            $"{what} differs between RTL and reference.",
            where,
            $"{expected} (reference){(stages is null ? string.Empty : "\n" + stages)}",
            string.Create(CultureInfo.InvariantCulture, $"{actual}, off by {actual - expected:+0;-0}"),
            $"{repeat(record.Image)}\n(add --set record.waves=true for waves of this image)")
        {
            Step = record.Step,
        };
    }

    private AcsException NotExpected(in MvmRecord record) => new(
        ErrorCode.LockstepOrderMismatch,
        "RTL ran an MVM that the reference did not.",
        Where(record, string.Empty),
        "an MVM of the program",
        "one at another place",
        repeat(record.Image))
    {
        Step = record.Step,
    };

    private string Where(in MvmRecord record, string axis)
    {
        string layer = chip.Program.Steps[record.Step].Name;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"image {record.Image}, layer '{layer}' (step {record.Step}), position {record.Position}, core {record.Core}, {axis}cycle {record.Cycle}");
    }

    private string Stages(in MvmRecord record, int column) =>
        StageReport.Describe(chip, reference, record, column);
}
