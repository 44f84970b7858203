using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Compares every MVM of an engine with the reference's as it happens, and stops the engine at the first difference.</summary>
/// <remarks>The reference runs the same images just before; the exception waits in <see cref="Failure"/>, because none may pass through native code.</remarks>
/// <param name="chip">The programmed chip of the reference.</param>
/// <param name="reference">MVMs of the reference.</param>
/// <param name="repeat">The command that repeats an image.</param>
public sealed class LockstepScoreboard(ProgrammedChip chip, ReferenceBuffer reference, Func<int, string> repeat) : IMvmObserver
{
    private readonly Lock _gate = new();
    private readonly ChainMap _chains = new(chip.Program);

    /// <summary>What was compared so far.</summary>
    public LockstepCounts Compared { get; private set; }

    /// <summary>The first difference, located; null while there is none.</summary>
    public AcsException? Failure { get; private set; }

    /// <summary>The column whose LDPU output differs, if that is the failure.</summary>
    internal WrongColumn? Wrong { get; private set; }

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        lock (_gate)
        {
            if (Failure is not null)
            {
                return false;
            }

            RecordedMvm? expected = reference.Find(record.Address);
            Failure = expected is null or { Seen: true } ? NotExpected(record, expected is not null) : Compare(record, expected);
            if (expected is not null)
            {
                expected.Seen = true;
            }

            return Failure is null;
        }
    }

    /// <summary>Checks that the engine reported every MVM that the reference has of an image; call after each image.</summary>
    /// <param name="image">Image number.</param>
    public void CheckComplete(int image)
    {
        if (Failure is null && reference.FirstUnseen(image) is { } missing)
        {
            Failure = new AcsException(
                ErrorCode.LockstepOrderMismatch,
                "The RTL left out an MVM that the reference ran.",
                Where(missing),
                "one result of this core at each position (reference)",
                "none (RTL)",
                repeat(image))
            {
                Step = missing.Step,
                Core = missing.Core,
                Image = image,
                Layer = Layer(missing),
            };
        }
    }

    private AcsException? Compare(in MvmRecord record, RecordedMvm expected)
    {
        int at = record.Inputs.CommonPrefixLength(expected.Inputs);
        Compared += new LockstepCounts(1, record.Inputs.Length, 0, 0);
        if (at < record.Inputs.Length)
        {
            return Difference(ErrorCode.LockstepInputMismatch, "MVM input", record, "row", at, expected.Inputs[at], record.Inputs[at], null);
        }

        if (CompareCounts(record, expected) is { } count)
        {
            return count;
        }

        Compared += new LockstepCounts(0, 0, 0, record.Outputs.Length);
        at = record.Outputs.CommonPrefixLength(expected.Outputs);
        Wrong = at == record.Outputs.Length ? null : WrongColumn.Of(chip, _chains, reference, record, at, expected.Outputs[at]);
        return Wrong is null
            ? null
            : Difference(ErrorCode.LockstepLdpuMismatch, "LDPU output", record, "column", at, Wrong.Expected, Wrong.Actual, StageReport.Describe(Wrong));
    }

    // Counts that the reference handed over prove nothing; that they arrived where they should is seen in the LDPU outputs.
    private AcsException? CompareCounts(in MvmRecord record, RecordedMvm expected)
    {
        int counts = record.CountsP.Length + record.CountsN.Length;
        if (expected.CountsShared)
        {
            Compared += new LockstepCounts(0, 0, 0, 0, counts);
            return null;
        }

        Compared += new LockstepCounts(0, 0, counts, 0);
        int at = record.CountsP.CommonPrefixLength(expected.CountsP);
        if (at < record.CountsP.Length)
        {
            return Difference(ErrorCode.LockstepCountMismatch, "ADC count P", record, "column", at, expected.CountsP[at], record.CountsP[at], null);
        }

        at = record.CountsN.CommonPrefixLength(expected.CountsN);
        return at == record.CountsN.Length
            ? null
            : Difference(ErrorCode.LockstepCountMismatch, "ADC count N", record, "column", at, expected.CountsN[at], record.CountsN[at], null);
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
            repeat(record.Address.Image))
        {
            Step = record.Address.Step,
            Core = record.Address.Core,
            Image = record.Address.Image,
            Layer = Layer(record.Address),
            Clock = record.Cycle,
        };
    }

    private AcsException NotExpected(in MvmRecord record, bool twice) => new(
        ErrorCode.LockstepOrderMismatch,
        twice ? "The RTL ran an MVM twice." : "The RTL ran an MVM that the reference did not.",
        Where(record, string.Empty),
        "each MVM of the program once",
        twice ? "a second result" : "one at another place",
        repeat(record.Address.Image))
    {
        Step = record.Address.Step,
        Core = record.Address.Core,
        Image = record.Address.Image,
        Layer = Layer(record.Address),
        Clock = record.Cycle,
    };

    private string Where(in MvmRecord record, string axis) =>
        string.Create(CultureInfo.InvariantCulture, $"{Where(record.Address)}, {axis}clock {record.Cycle} of the image");

    private string Where(in MvmAddress at) =>
        string.Create(CultureInfo.InvariantCulture, $"image {at.Image}, layer '{Layer(at)}' (step {at.Step}), position {at.Position}, core {at.Core}");

    private string Layer(in MvmAddress at) => chip.Program.Steps[at.Step].Name;
}
