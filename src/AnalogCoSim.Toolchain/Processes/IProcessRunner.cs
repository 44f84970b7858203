namespace AnalogCoSim.Toolchain.Processes;

/// <summary>The one way this project starts external programs.</summary>
/// <remarks>
/// Standard input is empty. Output is captured and streamed line by line; of very much output, start and end are kept. When the time limit
/// passes or the token is cancelled, the program and everything it started are killed before the call ends, without an interrupt first: nothing
/// that a broken-off program leaves is used.
/// </remarks>
public interface IProcessRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="cancellationToken">Kills the process tree when cancelled.</param>
    /// <returns>Exit code and output; a code other than 0 is not an error here.</returns>
    /// <exception cref="Core.Errors.AcsException">ToolMissing when there is no such program, ToolTimeout when the time limit passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken = default);
}
