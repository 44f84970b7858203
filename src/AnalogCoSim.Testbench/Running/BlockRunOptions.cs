using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Testbench.Running;

/// <summary>What a run of a block scenario needs besides the scenario.</summary>
public sealed record BlockRunOptions
{
    /// <summary>The benches that the scenario may name.</summary>
    public required BlockBenches Benches { get; init; }

    /// <summary>Folder for the result; null writes none.</summary>
    public string? ResultFolder { get; init; }

    /// <summary>The command that runs a scenario, before its file name.</summary>
    public string Command { get; init; } = $"{CalledName.Acs} run";

    /// <summary>Builds the block.</summary>
    public VerilatorBuild Build { get; init; } = VerilatorBuild.Default;

    /// <summary>Folder whose subfolder <c>rtl</c> stands in for that of the checkout which a scenario lies in; null or empty for none.</summary>
    public string? Rtl { get; init; } = Environment.GetEnvironmentVariable("ACS_RTL");

    /// <summary>The usual result folder of a scenario: <c>results/NAME</c> in the repository, or in the current folder outside of one.</summary>
    /// <param name="scenario">Name of the scenario.</param>
    /// <returns>Absolute path.</returns>
    public static string UsualFolder(string scenario) => Path.Combine(Checkout.Root ?? CurrentFolder.OrRoot, "results", scenario);
}
