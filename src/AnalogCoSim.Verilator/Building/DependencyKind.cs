namespace AnalogCoSim.Verilator.Building;

/// <summary>What counts about a file that a build depends on.</summary>
internal enum DependencyKind
{
    /// <summary>Its content: RTL, includes, memory files.</summary>
    Content,

    /// <summary>Its size and time: programs and headers of the tools, which are large and not edited.</summary>
    Tool,

    /// <summary>That it is not there: a file of this name would be found before an include that was read.</summary>
    Absent,
}
