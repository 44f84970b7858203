using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Tests.Toys;

/// <summary>Small modules built once per flavour.</summary>
internal static class ToyModels
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Toys");

    public static RtlSources Sources(string top = "acs_toy") => RtlSources.FromFolder(top, Folder);

    public static BuiltModel Build(ModelFlavour flavour, string top = "acs_toy") => VerilatorBuild.Default.Build(new ModelSpecification(Sources(top), flavour));
}
