namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Which stream of a program a line came from.</summary>
public enum OutputKind
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}
