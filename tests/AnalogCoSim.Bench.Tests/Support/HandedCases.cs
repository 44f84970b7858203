namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>Inputs with the right answers that are not committed, in the folder that <c>ACS_CASES</c> names; else <c>shared/cases</c> beside a folder above.</summary>
internal static class HandedCases
{
    /// <summary>Why a test is skipped where they are missing.</summary>
    public const string Missing = "The handed cases are not here; set ACS_CASES to the folder that holds 'damaged', 'onnx' and 'data'.";

    /// <summary>A folder of them.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its path, or null where it is missing.</returns>
    public static string? Folder(string name)
    {
        string? root = Environment.GetEnvironmentVariable("ACS_CASES");
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); root is null && at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", "cases");
            root = Directory.Exists(candidate) ? candidate : null;
        }

        string path = Path.Combine(root ?? string.Empty, name);
        return Directory.Exists(path) ? path : null;
    }
}
