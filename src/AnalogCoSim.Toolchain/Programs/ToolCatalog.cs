namespace AnalogCoSim.Toolchain.Programs;

/// <summary>The external tools of this project.</summary>
public static class ToolCatalog
{
    /// <summary>Verilator: compiles RTL to C++.</summary>
    public static ToolSpecification Verilator { get; } =
        new("verilator", "ACS_VERILATOR", "--version", "verilator", ToolVersions.Minimum("VERILATOR"), true, "compiles the RTL to C++");

    /// <summary>The C++ compiler.</summary>
    public static ToolSpecification Compiler { get; } =
        new("g++", "ACS_CXX", "-dumpfullversion", "g++", ToolVersions.Minimum("GXX"), true, "compiles the models");

    /// <summary>GNU make; only for hand-made builds of Verilator's own makefiles.</summary>
    public static ToolSpecification Make { get; } =
        new("make", "ACS_MAKE", "--version", "make", ToolVersions.Minimum("MAKE"), false, "builds Verilator's own makefiles by hand");

    /// <summary>Yosys: synthesis check.</summary>
    public static ToolSpecification Yosys { get; } =
        new("yosys", "ACS_YOSYS", "-V", "yosys", ToolVersions.Minimum("YOSYS"), false, "synthesises every RTL module in acs lint");

    /// <summary>libwebp's decoder; only for data sets that come as WebP.</summary>
    public static ToolSpecification WebP { get; } =
        new("dwebp", "ACS_DWEBP", "-version", "webp", ToolVersions.Minimum("DWEBP"), false, "decodes data sets that come as WebP pictures");

    /// <summary>All tools, required ones first.</summary>
    public static IReadOnlyList<ToolSpecification> All { get; } = [Verilator, Compiler, Make, Yosys, WebP];

    // Programs that come in a package of another name.
    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["ar"] = "binutils",
        ["ld"] = "binutils",
        ["nm"] = "binutils",
        ["gcc"] = "gcc",
        ["bash"] = "bash",
        ["sh"] = "dash",
        ["setsid"] = "util-linux",
        ["perl"] = "perl",
        ["git"] = "git",
        ["npm"] = "npm",
        ["node"] = "nodejs",
        ["python3"] = "python3",
        ["dotnet"] = "dotnet-sdk-10.0",
    };

    /// <summary>What mends that a program is missing.</summary>
    /// <param name="program">Program name or path.</param>
    /// <returns>The apt command where the package is known, else what to look for: a package is not named like its program as a rule.</returns>
    public static string Remedy(string program)
    {
        string name = Path.GetFileName(program);
        string? package = All.FirstOrDefault(tool => tool.Name == name)?.Package ?? Packages.GetValueOrDefault(name);
        return package is not null
            ? $"sudo apt-get install -y {package}"
            : program.Contains('/', StringComparison.Ordinal)
                ? $"put an executable file at {program}, or name another one"
                : $"install {name}, or put its folder into PATH";
    }
}
