namespace AnalogCoSim.Core.Random;

/// <summary>The address of an MVM: what engines, observers, traces and random numbers name it by.</summary>
/// <remarks>
/// Every random number of an MVM is keyed by image, core and count, with phase and column. The count goes on from step to step, so a core that several steps use draws other noise in each;
/// image, step, time, core and position alone name the MVM too. Addresses are ordered by image, step, time, core and position.
/// </remarks>
/// <param name="Image">Index of the image in the data set; negative for images that nobody scores.</param>
/// <param name="Step">Index of the crossbar step in the program's steps.</param>
/// <param name="Time">Which run of the step within the image; 0 where each step runs once.</param>
/// <param name="Core">Core number.</param>
/// <param name="Position">Output position.</param>
/// <param name="Count">Index among the MVMs of this core within the image, counted over the whole program.</param>
public readonly record struct MvmAddress(int Image, int Step, int Time, int Core, int Position, int Count) : IComparable<MvmAddress>
{
    /// <summary>The address of an MVM outside of any program: all of them are of one step.</summary>
    /// <param name="core">Core number.</param>
    /// <param name="image">Index of an image.</param>
    /// <param name="count">Index among the MVMs of this core within the image.</param>
    /// <returns>The address.</returns>
    public static MvmAddress Alone(int core, int image, int count) => new(image, 0, 0, core, count, count);

    /// <summary>The address that is so many positions further in the same step.</summary>
    /// <param name="positions">Positions.</param>
    /// <returns>The address.</returns>
    public MvmAddress Next(int positions = 1) => this with { Position = Position + positions, Count = Count + positions };

    /// <inheritdoc />
    public int CompareTo(MvmAddress other) => (Image, Step, Time, Core, Position).CompareTo((other.Image, other.Step, other.Time, other.Core, other.Position));

    /// <summary>Compares as <see cref="CompareTo"/> does.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>Whether a comes before b.</returns>
    public static bool operator <(MvmAddress a, MvmAddress b) => a.CompareTo(b) < 0;

    /// <summary>Compares as <see cref="CompareTo"/> does.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>Whether a comes after b.</returns>
    public static bool operator >(MvmAddress a, MvmAddress b) => a.CompareTo(b) > 0;

    /// <summary>Compares as <see cref="CompareTo"/> does.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>Whether a does not come after b.</returns>
    public static bool operator <=(MvmAddress a, MvmAddress b) => a.CompareTo(b) <= 0;

    /// <summary>Compares as <see cref="CompareTo"/> does.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>Whether a does not come before b.</returns>
    public static bool operator >=(MvmAddress a, MvmAddress b) => a.CompareTo(b) >= 0;
}
