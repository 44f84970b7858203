namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Gives the one way programs are run here.</summary>
public static class ProcessRunner
{
    /// <summary>Runs programs with CliWrap.</summary>
    public static IProcessRunner Default { get; } = new CliWrapProcessRunner();

    /// <summary>Runs a program and waits for it.</summary>
    /// <param name="runner">Runs it.</param>
    /// <param name="request">What to run.</param>
    /// <param name="cancellationToken">Kills the process tree when cancelled.</param>
    /// <returns>Exit code and output.</returns>
    public static ProcessResult Run(this IProcessRunner runner, ProcessRequest request, CancellationToken cancellationToken = default) =>
        Task.Run(() => runner.RunAsync(request, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
}
