namespace AnalogCoSim.Toolchain.Programs;

/// <summary>An external tool this project knows: how it is found, asked for its version and installed.</summary>
/// <param name="Name">Program name, e.g. <c>verilator</c>.</param>
/// <param name="Variable">Environment variable that overrides the program, e.g. <c>ACS_VERILATOR</c>.</param>
/// <param name="VersionArgument">Argument that makes it print its version.</param>
/// <param name="Package">Debian package.</param>
/// <param name="Minimum">Oldest version that works.</param>
/// <param name="Required">False when only some commands need it.</param>
/// <param name="Purpose">What it is for, as a phrase.</param>
public sealed record ToolSpecification(
    string Name,
    string Variable,
    string VersionArgument,
    string Package,
    Version Minimum,
    bool Required,
    string Purpose);
