namespace AnalogCoSim.Fuzz;

/// <summary>One way in which the bench reads a file of others.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="File">Name of the file that is damaged.</param>
/// <param name="Files">All files that are read, undamaged, by name.</param>
/// <param name="Read">Reads the files of a folder as the bench does and gives a digest of what was understood.</param>
public sealed record FuzzReader(string Name, string File, IReadOnlyDictionary<string, byte[]> Files, Func<string, ulong> Read)
{
    /// <summary>Whether the format has checksums, so that damage read as other contents is a fault of the reader.</summary>
    public bool Checked { get; init; }

    /// <summary>Whether the contents are held against a run as well, so that a difference, exit code 1, is an answer too.</summary>
    public bool Compares { get; init; }

    /// <summary>Share of the damaged inputs, beside the others' 1; less where a reader computes with what it has read.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How the file is damaged.</summary>
    public Func<Damage, byte[], byte[]> Harm { get; init; } = (damage, bytes) => damage.Bytes(bytes);
}
