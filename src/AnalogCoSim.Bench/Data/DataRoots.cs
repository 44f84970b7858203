using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Data;

/// <summary>Where data sets and networks lie that are too large for the repository.</summary>
/// <remarks>By option, else by environment variable (ACS_DATA, ACS_MODELS), else <c>../shared/data</c> and <c>../shared/models</c> next to the repository.</remarks>
/// <param name="data">Data folder given by option, or null.</param>
/// <param name="models">Model folder given by option, or null.</param>
public sealed class DataRoots(string? data = null, string? models = null)
{
    /// <summary>Stands for the data folder in scenario paths.</summary>
    public const string DataWord = "${data}";

    /// <summary>Stands for the model folder in scenario paths.</summary>
    public const string ModelsWord = "${models}";

    private readonly string? _data = data ?? Find("ACS_DATA", "data");
    private readonly string? _models = models ?? Find("ACS_MODELS", "models");

    /// <summary>Makes a scenario's path absolute.</summary>
    /// <param name="path">Path with or without the words for the folders.</param>
    /// <param name="folder">Folder of the scenario, to which relative paths belong.</param>
    /// <returns>Absolute path; it need not exist.</returns>
    /// <exception cref="AcsException">ACS0301 when the folder meant is not set.</exception>
    public string Resolve(string path, string folder)
    {
        ArgumentNullException.ThrowIfNull(path);
        string with = path
            .Replace(DataWord, path.Contains(DataWord, StringComparison.Ordinal) ? Need(_data, path, "ACS_DATA", "--data") : string.Empty, StringComparison.Ordinal)
            .Replace(ModelsWord, path.Contains(ModelsWord, StringComparison.Ordinal) ? Need(_models, path, "ACS_MODELS", "--models") : string.Empty, StringComparison.Ordinal);
        return Path.GetFullPath(with, Path.GetFullPath(folder));
    }

    /// <summary>Throws ACS0301 unless a file or folder exists.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="what">What it should hold, as the object of a sentence.</param>
    /// <param name="remedy">What to do where there is none; null for data and networks.</param>
    /// <returns>The path.</returns>
    public static string Existing(string path, string what, string? remedy = null) => File.Exists(path) || Directory.Exists(path)
        ? path
        : throw new AcsException(
            ErrorCode.DataNotFound,
            $"There is no {what}.",
            path,
            "a readable file or folder",
            "nothing",
            remedy ?? "Put it there, or set ACS_DATA or ACS_MODELS (or --data, --models) to the folder that holds it.");

    private static string Need(string? root, string path, string variable, string option) => root is not null && Directory.Exists(root)
        ? root
        : throw new AcsException(
            ErrorCode.DataNotFound,
            root is null ? $"The folder for '{path}' is not set." : $"The folder for '{path}' does not exist.",
            root ?? path,
            "a folder",
            "nothing",
            $"Set {variable} (or {option}) to the folder, e.g. export {variable}=$HOME/acs/{variable[4..].ToLowerInvariant()}");

    private static string? Find(string variable, string folder)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        string? beside = Checkout.Root is { } root ? Path.GetFullPath(Path.Combine(root, "..", "shared", folder)) : null;
        return Directory.Exists(beside) ? beside : null;
    }
}
