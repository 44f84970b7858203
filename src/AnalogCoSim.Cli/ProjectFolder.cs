using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Cli;

/// <summary>The folder whose scripts, RTL and scenarios the commands mean.</summary>
internal static class ProjectFolder
{
    /// <summary>The checkout; the current folder if there is none.</summary>
    public static string Root { get; } = Checkout.Root ?? CurrentFolder.OrRoot;

    /// <summary>A path inside the checkout.</summary>
    /// <param name="parts">Names below the root.</param>
    /// <returns>The full path.</returns>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);
}
