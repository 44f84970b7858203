namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Gives the process backend this build was compiled with.</summary>
public static class ProcessRunner
{
    /// <summary>The compiled-in backend (MSBuild property <c>ProcessLibrary</c>).</summary>
#if PROCESS_CLIWRAP
    public static IProcessRunner Default { get; } = new CliWrapProcessRunner();
#else
    public static IProcessRunner Default { get; } = new MedallionProcessRunner();
#endif

    /// <summary>Runs a program and waits for it.</summary>
    /// <param name="runner">Backend.</param>
    /// <param name="request">What to run.</param>
    /// <param name="cancellationToken">Kills the process tree when cancelled.</param>
    /// <returns>Exit code and output.</returns>
    public static ProcessResult Run(this IProcessRunner runner, ProcessRequest request, CancellationToken cancellationToken = default) =>
        Task.Run(() => runner.RunAsync(request, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
}
