using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Tools;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>The errors both backends raise, so that they read the same.</summary>
internal static class ProcessErrors
{
    /// <summary>Resolves the program and checks the folder before anything starts.</summary>
    /// <param name="request">What shall run.</param>
    /// <returns>Path of the program.</returns>
    public static string ResolveProgram(ProcessRequest request)
    {
        if (request.WorkingDirectory is { } folder && !Directory.Exists(folder))
        {
            throw new AcsException(ErrorCode.ToolFailed, "The working folder of a program does not exist.", where: folder, remedy: request.CommandLine);
        }

        return ExecutablePath.Find(request.Program) ?? throw Missing(request.Program);
    }

    public static AcsException Missing(string program, Exception? inner = null) => new(
        ErrorCode.ToolMissing,
        $"The program {program} is not installed.",
        expected: "an executable file in PATH",
        actual: "none found",
        remedy: ToolCatalog.InstallCommand(program),
        inner: inner);

    public static AcsException Timeout(ProcessRequest request) => new(
        ErrorCode.ToolTimeout,
        $"{Path.GetFileName(request.Program)} ran past its time limit and was killed with all its children.",
        where: request.WorkingDirectory,
        expected: string.Create(CultureInfo.InvariantCulture, $"an end within {request.Timeout?.TotalSeconds:0.###} s"),
        remedy: request.CommandLine);
}
