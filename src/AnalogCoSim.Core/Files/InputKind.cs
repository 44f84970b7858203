using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>What a reader expects of its input file: how errors call it, their codes, and how large it may be.</summary>
/// <param name="Noun">What it is, as the object of a sentence: "npz file".</param>
/// <param name="Missing">Code where there is no such file, or none that can be opened.</param>
/// <param name="Damaged">Code where its contents are not those of such a file.</param>
/// <param name="Remedy">What to do about a damaged one.</param>
/// <param name="MostBytes">Largest size on disk and, for packed files, unpacked.</param>
public sealed record InputKind(string Noun, ErrorCode Missing, ErrorCode Damaged, string Remedy, long MostBytes = InputKind.UsualMostBytes)
{
    /// <summary>1 GiB: larger than any data set or network that fits the chip.</summary>
    public const long UsualMostBytes = 1L << 30;

    /// <summary>What to do where there is no such file.</summary>
    public string MissingRemedy { get; init; } = "Check the path.";

    /// <summary>Files of data: images, labels, vectors, arrays.</summary>
    public static InputKind Data { get; } = new("data file", ErrorCode.DataNotFound, ErrorCode.DataDamaged, "Fetch or write the file again.");

    /// <summary>Neural networks: ONNX files.</summary>
    public static InputKind Network { get; } = new("network", ErrorCode.NetworkNotFound, ErrorCode.NetworkUnreadable, "Export or fetch the file again.");

    /// <summary>The error for contents that are not those of such a file.</summary>
    /// <param name="where">File, and place in it where known.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="inner">The cause, if another exception.</param>
    /// <returns>The error.</returns>
    public AcsException DamagedError(string where, string expected, string actual, Exception? inner = null) =>
        new(Damaged, $"The {Noun} is truncated or damaged.", where, expected, actual, Remedy, inner);
}
