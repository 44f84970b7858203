namespace AnalogCoSim.Verilator.Building;

/// <summary>One file that a build has read, or has looked for in vain.</summary>
/// <param name="Kind">What counts about it.</param>
/// <param name="Path">Relative to the root of the sources where it lies below, else full.</param>
/// <param name="State">Content hash, or size and time, or empty; see <see cref="DependencyKind"/>.</param>
internal sealed record Dependency(DependencyKind Kind, string Path, string State)
{
    /// <summary>One line of text.</summary>
    /// <returns>Kind, state and path.</returns>
    public override string ToString() => $"{Kind} {(State.Length == 0 ? "-" : State)} {Path}";

    /// <summary>Reads back a line.</summary>
    /// <param name="line">From <see cref="ToString"/>.</param>
    /// <returns>The dependency; null for any other line.</returns>
    public static Dependency? Parse(string line)
    {
        string[] part = line.Split(' ', 3);
        return part.Length == 3 && part[2].Length > 0 && !part[2].Contains('\0', StringComparison.Ordinal) && Enum.TryParse(part[0], out DependencyKind kind) && Enum.IsDefined(kind)
            ? new Dependency(kind, part[2], part[1] == "-" ? string.Empty : part[1])
            : null;
    }
}
