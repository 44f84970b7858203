using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Toolchain.Tools;

/// <summary>An external tool as found on this machine.</summary>
/// <param name="Specification">Which tool.</param>
/// <param name="Path">Full path of the program.</param>
/// <param name="Version">Its version.</param>
/// <param name="VersionText">First line it prints about itself; part of build keys.</param>
public sealed record Tool(ToolSpecification Specification, string Path, Version Version, string VersionText);
