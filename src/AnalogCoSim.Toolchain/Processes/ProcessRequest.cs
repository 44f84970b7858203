namespace AnalogCoSim.Toolchain.Processes;

/// <summary>One run of an external program: everything the runner needs, nothing it may decide itself.</summary>
/// <param name="Program">Program name (searched in PATH) or path.</param>
/// <param name="Arguments">Arguments, passed as they are: no shell, no quoting.</param>
public sealed record ProcessRequest(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Folder the program runs in; null for the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Environment variables set on top of the inherited ones; a null value removes the variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Time after which the whole process tree is killed; null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Called for each line as it arrives; may be called from any thread, one line at a time per stream.</summary>
    public Action<OutputKind, string>? OnLine { get; init; }

    /// <summary>The command line for messages, arguments with blanks quoted.</summary>
    public string CommandLine => string.Join(' ', Arguments.Prepend(Program).Select(Quote));

    private static string Quote(string argument) =>
        argument.Length > 0 && !argument.Any(char.IsWhiteSpace) ? argument : $"\"{argument}\"";
}
