using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Which MVM of an image: step of the program, output position and core.</summary>
/// <param name="Step">Index of the step in the program.</param>
/// <param name="Core">Core number.</param>
/// <param name="Position">Output position.</param>
public readonly record struct MvmPlace(int Step, int Core, int Position) : IComparable<MvmPlace>
{
    /// <summary>The place of a record.</summary>
    /// <param name="record">An MVM.</param>
    /// <returns>Its place.</returns>
    public static MvmPlace Of(in MvmRecord record) => new(record.Step, record.Core, record.Position);

    /// <inheritdoc />
    public int CompareTo(MvmPlace other) => (Step, Core, Position).CompareTo((other.Step, other.Core, other.Position));

    /// <summary>Compares by step, then core, then position.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>Whether a comes before b.</returns>
    public static bool operator <(MvmPlace a, MvmPlace b) => a.CompareTo(b) < 0;

    /// <summary>Compares by step, then core, then position.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>Whether a comes after b.</returns>
    public static bool operator >(MvmPlace a, MvmPlace b) => a.CompareTo(b) > 0;

    /// <summary>Compares by step, then core, then position.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>Whether a does not come after b.</returns>
    public static bool operator <=(MvmPlace a, MvmPlace b) => a.CompareTo(b) <= 0;

    /// <summary>Compares by step, then core, then position.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>Whether a does not come before b.</returns>
    public static bool operator >=(MvmPlace a, MvmPlace b) => a.CompareTo(b) >= 0;
}
