using System.Globalization;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Golden;

/// <summary>Compares a run with a golden trace, bit by bit, over the images that both have.</summary>
/// <param name="program">The program, for the names of layers.</param>
/// <param name="repeat">The command that repeats the run.</param>
/// <param name="record">The command that records the trace again.</param>
public sealed class GoldenCheck(ChipProgram program, string repeat, string record)
{
    // From the inside out: a wrong count explains a wrong logit, not the other way round.
    private static readonly string[] Inside = ["inputs", "counts_p", "counts_n", "outputs", "digests"];

    /// <summary>Values compared so far.</summary>
    public long Compared { get; private set; }

    /// <summary>Compares.</summary>
    /// <param name="golden">The golden trace.</param>
    /// <param name="actual">The run's.</param>
    /// <returns>The first difference (ACS0404), located; null if there is none.</returns>
    public AcsException? Compare(GoldenTrace golden, GoldenTrace actual)
    {
        ArgumentNullException.ThrowIfNull(golden);
        ArgumentNullException.ThrowIfNull(actual);
        if (!golden.SameSettings(actual))
        {
            (string wanted, string got) = golden.FirstDifference(actual.Choices);
            return OtherSettings(golden, wanted, got);
        }

        if (golden.Arrays.ContainsKey("recorded") && actual.Arrays.ContainsKey("recorded"))
        {
            AcsException? places = SamePlaces(golden, actual);
            if (places is not null)
            {
                return places;
            }

            foreach (string name in Inside.Where(n => golden.Arrays.ContainsKey(n) && actual.Arrays.ContainsKey(n)))
            {
                if (CompareRows(golden, actual, name, "recorded") is { } difference)
                {
                    return difference;
                }
            }
        }

        AcsException? outside = CompareRows(golden, actual, "logits", "images") ?? CompareRows(golden, actual, "predictions", "images");
        return outside ?? (Compared == 0 ? NothingInCommon(golden, actual) : null);
    }

    /// <summary>The error for a trace of other settings than the scenario's.</summary>
    /// <param name="golden">The golden trace.</param>
    /// <param name="wanted">What it was recorded with, where it differs.</param>
    /// <param name="got">What the scenario sets instead.</param>
    /// <returns>ACS0404 with what to do about a copied scenario.</returns>
    internal static AcsException OtherSettings(GoldenTrace golden, string wanted, string got) => new(
        ErrorCode.GoldenMismatch,
        "The golden trace was recorded with other settings.",
        golden.Source,
        $"{(wanted.Length == 0 ? "the defaults" : wanted)} (golden, of scenario '{golden.Scenario}')",
        got.Length == 0 ? "the defaults" : got,
        "A scenario with settings of its own needs a trace of its own: name a new file under expect.golden and record it with acs golden FILE, or take expect.golden out.");

    private AcsException? CompareRows(GoldenTrace golden, GoldenTrace actual, string name, string axis)
    {
        int[] wanted = golden.Arrays[axis].As<int>(axis, golden.Source);
        int[] got = actual.Arrays[axis].As<int>(axis, actual.Source);
        NpyArray left = golden.Arrays[name];
        NpyArray right = actual.Arrays[name];
        int row = left.Shape.Skip(1).Aggregate(1, (product, n) => product * n);
        if (row != right.Shape.Skip(1).Aggregate(1, (product, n) => product * n))
        {
            return Mismatch(golden, $"Array '{name}' has another shape than the golden trace.", name, Shape(left), Shape(right));
        }

        for (int i = 0; i < wanted.Length; i++)
        {
            int j = Array.IndexOf(got, wanted[i]);
            if (j < 0)
            {
                continue;
            }

            Compared += row;
            for (int k = 0; k < row; k++)
            {
                object expected = left.Data.GetValue((i * row) + k)!;
                object found = right.Data.GetValue((j * row) + k)!;
                if (!expected.Equals(found))
                {
                    string what = name == "digests" ? "An MVM differs from the golden trace (inputs, counts or LDPU outputs)." : $"'{name}' differs from the golden trace.";
                    return Mismatch(golden, what, Where(golden, name, wanted[i], k), Text(expected), Text(found));
                }
            }
        }

        return null;
    }

    private string Where(GoldenTrace golden, string name, int image, int k)
    {
        if (name is "logits" or "predictions")
        {
            return string.Create(CultureInfo.InvariantCulture, $"{golden.Source}: {name}[image {image}{(name == "logits" ? $", class {k}" : string.Empty)}]");
        }

        int[] places = golden.Arrays["places"].As<int>("places", golden.Source);
        int width = name == "digests" ? 1 : golden.Arrays[name].Shape[2];
        int mvm = k / width;
        (int step, int core, int position) = (places[3 * mvm], places[(3 * mvm) + 1], places[(3 * mvm) + 2]);
        string layer = step < program.Steps.Count ? program.Steps[step].Name : "?";
        string column = width == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {(name == "inputs" ? "row" : "column")} {k % width}");
        return string.Create(CultureInfo.InvariantCulture, $"{golden.Source}: {name}[image {image}, layer '{layer}' (step {step}), core {core}, position {position}{column}]");
    }

    private AcsException? SamePlaces(GoldenTrace golden, GoldenTrace actual)
    {
        int[] wanted = golden.Arrays["places"].As<int>("places", golden.Source);
        int[] got = actual.Arrays["places"].As<int>("places", actual.Source);
        int at = wanted.AsSpan().CommonPrefixLength(got);
        return at == wanted.Length && at == got.Length
            ? null
            : Mismatch(golden, "The run has other MVMs than the golden trace: the program was mapped differently.", $"{golden.Source}: places[{at / 3}]", $"{wanted.Length / 3} MVMs per image", $"{got.Length / 3}");
    }

    private AcsException NothingInCommon(GoldenTrace golden, GoldenTrace actual) =>
        Mismatch(golden, "The golden trace has none of the run's images.", golden.Source, $"images {Ends(golden)}", $"images {Ends(actual)}");

    private static string Ends(GoldenTrace trace)
    {
        int[] images = trace.Arrays["images"].As<int>("images", trace.Source);
        return images.Length == 0 ? "none" : $"{images[0]} to {images[^1]}";
    }

    private static string Shape(NpyArray array) => $"[{string.Join(", ", array.Shape)}]";

    private static string Text(object value) => value is ulong digest ? $"0x{digest:X16}" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private AcsException Mismatch(GoldenTrace golden, string what, string where, string expected, string actual) => new(
        ErrorCode.GoldenMismatch,
        what,
        where,
        $"{expected} (golden)",
        actual,
        $"{repeat}\nIf the change is meant, record the trace again and say why in the commit: {record}");
}
