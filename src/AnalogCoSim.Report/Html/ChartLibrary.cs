using System.Reflection;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Report.Html;

/// <summary>The chart library that reports carry inside: uPlot, fetched by <c>npm ci</c> in <c>src/AnalogCoSim.Report/web</c>.</summary>
/// <param name="Script">JavaScript.</param>
/// <param name="Style">Style sheet.</param>
public sealed record ChartLibrary(string Script, string Style)
{
    private const string ScriptName = "uPlot.iife.min.js";
    private const string StyleName = "uPlot.min.css";

    /// <summary>Looks for the library next to the program, then in the checkout.</summary>
    /// <returns>The library, or null; reports then have tables only.</returns>
    public static ChartLibrary? Find()
    {
        string? assembly = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        string?[] folders =
        [
            assembly is null ? null : Path.Combine(assembly, "web"),
            Checkout.Root is { } root ? Path.Combine(root, "src", "AnalogCoSim.Report", "web", "node_modules", "uplot", "dist") : null,
        ];
        return folders
            .Where(folder => folder is not null && File.Exists(Path.Combine(folder, ScriptName)) && File.Exists(Path.Combine(folder, StyleName)))
            .Select(folder => new ChartLibrary(File.ReadAllText(Path.Combine(folder!, ScriptName)), File.ReadAllText(Path.Combine(folder!, StyleName))))
            .FirstOrDefault();
    }
}
