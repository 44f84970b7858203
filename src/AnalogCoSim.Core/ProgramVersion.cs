using System.Reflection;

namespace AnalogCoSim.Core;

/// <summary>Which program this is: the one place that results, <c>acs version</c> and reports ask.</summary>
public static class ProgramVersion
{
    /// <summary>Version and commit as built, such as <c>0.1.0-alpha.0.425+28c3e5d...</c>; without the commit where it was built from an archive.</summary>
    public static string Full { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The version alone, as Semantic Versioning has it.</summary>
    public static string Number { get; } = Full.Split('+')[0];

    /// <summary>The commit, or <c>unknown</c>.</summary>
    public static string Commit { get; } = Full.Contains('+', StringComparison.Ordinal) ? Full[(Full.IndexOf('+', StringComparison.Ordinal) + 1)..] : "unknown";
}
