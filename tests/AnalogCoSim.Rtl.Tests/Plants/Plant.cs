namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>One fault in one place of the sources; it is there once for each instance of the module.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Module">Module.</param>
/// <param name="Number">What its selector must hold for the fault to be there.</param>
/// <param name="What">Register, assertion, or what else is disabled.</param>
internal sealed record Plant(PlantKind Kind, string Module, uint Number, string What)
{
    /// <summary>Name of the selector of a module: a register that no RTL writes.</summary>
    /// <param name="module">Module.</param>
    /// <returns>Register name.</returns>
    public static string Selector(string module) => $"plant_{module}";

    public override string ToString() => $"{Kind} {Module}: {What}";
}
