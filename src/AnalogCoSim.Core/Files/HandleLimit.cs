using System.Globalization;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>
/// Whether the process may open enough files. With too few, the runtime ends the process wherever it next makes a thread, which no error can be told from;
/// so the limit is looked at before anything begins.
/// </summary>
public static class HandleLimit
{
    /// <summary>Handles that a run needs at most, with room to spare: assemblies, threads, results (measured: a run of the quick start fails with fewer than 125).</summary>
    public const int Least = 256;

    /// <summary>Refuses a process with fewer handles than <see cref="Least"/>.</summary>
    /// <exception cref="AcsException">ACS0905.</exception>
    public static void Check() => Check(Read("/proc/self/limits"));

    /// <summary>Refuses a limit below <see cref="Least"/>.</summary>
    /// <param name="limits">Lines of <c>/proc/self/limits</c>; none where the system has no such file.</param>
    /// <exception cref="AcsException">ACS0905.</exception>
    public static void Check(IEnumerable<string> limits)
    {
        string[] words = limits.FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.Length > 3 && int.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit < Least)
        {
            throw new AcsException(ErrorCode.OutOfResources, "There are too few file handles.", "limit of open files", $"at least {Least}", limit.ToString(CultureInfo.InvariantCulture), "Raise the limit: ulimit -n 1024");
        }
    }

    private static string[] Read(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
