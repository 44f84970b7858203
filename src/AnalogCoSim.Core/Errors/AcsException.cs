using System.Globalization;
using System.Text;

namespace AnalogCoSim.Core.Errors;

/// <summary>A located, coded error that a user can act on; the one exception type that crosses rooms.</summary>
public sealed class AcsException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="what">One sentence: what is wrong.</param>
    /// <param name="where">File with line and column, node, core, clock: as near as known.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="actual">What was found.</param>
    /// <param name="remedy">What the user can do, as a command where there is one: <c>acs</c> becomes what the user calls (<see cref="CalledName"/>).</param>
    /// <param name="inner">The cause, if another exception.</param>
    public AcsException(
        ErrorCode code,
        string what,
        string? where = null,
        string? expected = null,
        string? actual = null,
        string? remedy = null,
        Exception? inner = null)
        : base(what, inner)
    {
        Code = code;
        Where = where;
        Expected = expected;
        Actual = actual;
        Remedy = remedy is null ? null : CalledName.In(remedy);
    }

    /// <summary>Stable code.</summary>
    public ErrorCode Code { get; }

    /// <summary>File with line and column, node, core, clock: as near as known.</summary>
    public string? Where { get; }

    /// <summary>What would have been right.</summary>
    public string? Expected { get; }

    /// <summary>What was found.</summary>
    public string? Actual { get; }

    /// <summary>What the user can do.</summary>
    public string? Remedy { get; }

    /// <summary>Index of the chip program's step that failed; null where the error is not about one.</summary>
    public int? Step { get; init; }

    /// <summary>The core of the chip that failed; null where the error is not about one.</summary>
    public int? Core { get; init; }

    /// <summary>Number of the image that failed; null where the error is not about one.</summary>
    public int? Image { get; init; }

    /// <summary>Name of the layer that failed; null where the error is not about one.</summary>
    public string? Layer { get; init; }

    /// <summary>Clock of the image in which the failure was seen; null where the error is not about one.</summary>
    public ulong? Clock { get; init; }

    /// <summary>The code as printed, e.g. <c>ACS0103</c>.</summary>
    public string CodeText => string.Create(CultureInfo.InvariantCulture, $"ACS{(int)Code:D4}");

    /// <summary>The exit code of <c>acs</c> for this error: 1 mismatch, 2 bad input, 3 tool missing.</summary>
    public int ExitCode => Code switch
    {
        ErrorCode.ToolMissing => 3,
        >= ErrorCode.LockstepInputMismatch and < ErrorCode.ToolMissing => 1,
        ErrorCode.RtlAssertion or ErrorCode.RtlStalled or ErrorCode.CoverageIllegal => 1,
        _ => 2,
    };

    /// <summary>The same error with a wider place around it.</summary>
    /// <param name="place">What is known of the place outside of <see cref="Where"/>, e.g. <c>image 3</c>.</param>
    /// <returns>A copy.</returns>
    public AcsException Within(string place) => Copy(string.IsNullOrEmpty(Where) ? place : $"{place}, {Where}", Expected, Remedy);

    /// <summary>The same error within an image, and within a layer where there is one.</summary>
    /// <param name="place">Both in words, with the clock.</param>
    /// <param name="image">Image number.</param>
    /// <param name="step">Index of the program's step.</param>
    /// <param name="layer">Its name.</param>
    /// <param name="clock">Clock of the image.</param>
    /// <returns>A copy; what the error knows of them itself stays.</returns>
    public AcsException Within(string place, int image, int? step = null, string? layer = null, ulong? clock = null)
    {
        AcsException copy = Within(place);
        return new(Code, Message, copy.Where, Expected, Actual, Remedy, this) { Step = Step ?? step, Core = Core, Image = Image ?? image, Layer = Layer ?? layer, Clock = Clock ?? clock };
    }

    /// <summary>The same error with one more thing that the user can do.</summary>
    /// <param name="line">What to do, or where to look.</param>
    /// <returns>A copy.</returns>
    public AcsException WithRemedy(string line) => Copy(Where, Expected, string.IsNullOrEmpty(Remedy) ? line : $"{Remedy}\n{line}");

    /// <summary>The same error with more told of what would have been right.</summary>
    /// <param name="expected">What would have been right.</param>
    /// <returns>A copy.</returns>
    public AcsException WithExpected(string expected) => Copy(Where, expected, Remedy);

    /// <summary>The whole error as users see it: code and sentence, then one aligned line for each known part. Lines beyond 2,000 characters lose their middle, those of the remedy stay whole.</summary>
    /// <returns>Text without a trailing line break, and without what could steer a terminal: names and texts of files come into it.</returns>
    public string Render()
    {
        var text = new StringBuilder();
        text.Append(CodeText).Append(' ').Append(PlainText.Of(SourceExcerpt.Shorten(Message.ReplaceLineEndings("\n"))));
        Line("where:", Shortened(Where));
        Line("expected:", Shortened(Expected));
        Line("actual:", Shortened(Actual));
        Line("remedy:", Remedy);
        return text.ToString();

        static string? Shortened(string? value) => value is null ? null : SourceExcerpt.Shorten(value.ReplaceLineEndings("\n"));

        void Line(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append('\n').Append("  ").Append(label.PadRight(10)).Append(PlainText.Of(value.ReplaceLineEndings("\n            ")));
            }
        }
    }

    private AcsException Copy(string? where, string? expected, string? remedy) =>
        new(Code, Message, where, expected, Actual, remedy, this) { Step = Step, Core = Core, Image = Image, Layer = Layer, Clock = Clock };
}
