using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Compiles generated C++ into one shared library, as many files at once as there are cores.</summary>
/// <param name="runner">How tools are run.</param>
/// <param name="cache">Where the run time is kept.</param>
/// <param name="settings">Compiler and flags.</param>
/// <param name="top">Top module, for errors.</param>
internal sealed class NativeCompiler(IProcessRunner runner, BuildCache cache, CompilerSettings settings, string top)
{
    /// <summary>First line of every unit of generated code.</summary>
    public const string UnitBegin = "#include \"acs_unit.h\"";

    /// <summary>Bytes of generated code for which a further unit is worth its cost: each unit reads Verilator's headers again, about a second.</summary>
    public const int UnitBytes = 64 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Called with each message of the compiler; null for nobody.</summary>
    public Action<ToolMessage>? Messages { get; init; }

    /// <summary>Compiles and links a model.</summary>
    /// <param name="folder">Folder with Verilator's output and the native files.</param>
    /// <param name="sources">Native files to compile, by name.</param>
    /// <param name="defines">Definitions for the native files.</param>
    /// <param name="library">Library to write.</param>
    /// <param name="cancellationToken">Stops the compilers.</param>
    public async Task CompileAsync(string folder, IReadOnlyList<string> sources, IReadOnlyList<string> defines, string library, CancellationToken cancellationToken)
    {
        var jobs = new List<(string Source, string Optimisation)>();
        string[] generated = [.. Directory.GetFiles(folder, "Vmodel*.cpp").Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

        // Of a small model all is one unit: it costs more to read the headers once more than to optimise constructors.
        string[] hot = SizeOf(folder, generated) <= UnitBytes ? generated : [.. generated.Where(IsHot)];
        jobs.AddRange(WriteUnits(folder, "hot", hot, Environment.ProcessorCount).Select(unit => (unit, CompilerSettings.Hot)));
        jobs.AddRange(sources.Select(source => (source, CompilerSettings.Hot)));
        jobs.AddRange(WriteUnits(folder, "cold", [.. generated.Except(hot)], 2).Select(unit => (unit, CompilerSettings.Cold)));

        // One failure ends all: no compiler writes into a folder that is being deleted.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<string> runTime = Task.Run(() => RunTimeArchive(folder, stop.Token), CancellationToken.None);
        try
        {
            await Parallel.ForEachAsync(
                jobs,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop.Token },
                async (job, token) => await CompileOneAsync(folder, job.Source, job.Optimisation, defines, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await runTime.ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }

        string archive = await runTime.ConfigureAwait(false);

        // Every symbol must be found here, not by the first call that needs it: a DPI function that nobody wrote is an error of the build.
        // Hidden symbols and -Bsymbolic: several models in one process never see each other's Verilator run time.
        await RunAsync(
            folder,
            library,
            ["-shared", "-o", library, .. jobs.Select(job => ObjectName(job.Source)), archive, "-Wl,-Bsymbolic", "-Wl,--no-undefined", "-Wl,--exclude-libs,ALL", "-pthread", .. settings.Libraries],
            cancellationToken).ConfigureAwait(false);
    }

    private static bool IsHot(string name) =>
        !name.Contains("__Slow", StringComparison.Ordinal) && !name.Contains("__Syms", StringComparison.Ordinal)
        && !name.Contains("__ConstPool", StringComparison.Ordinal) && !name.Contains("__Trace", StringComparison.Ordinal);

    private static string ObjectName(string source) => Path.ChangeExtension(source, ".o");

    private static long SizeOf(string folder, IEnumerable<string> files) => files.Sum(file => new FileInfo(Path.Combine(folder, file)).Length);

    // At most one translation unit per core: Verilator's headers are read once instead of once a file.
    private static IEnumerable<string> WriteUnits(string folder, string name, string[] files, int most)
    {
        int count = (int)Math.Min(most, (SizeOf(folder, files) + UnitBytes - 1) / UnitBytes);
        var units = Enumerable.Range(0, Math.Min(count, files.Length)).Select(_ => new List<string>()).ToList();
        var sizes = new long[units.Count];
        foreach (string file in files.OrderByDescending(file => new FileInfo(Path.Combine(folder, file)).Length))
        {
            int smallest = Array.IndexOf(sizes, sizes.Min());
            units[smallest].Add(file);
            sizes[smallest] += new FileInfo(Path.Combine(folder, file)).Length;
        }

        for (int unit = 0; unit < units.Count; unit++)
        {
            string path = $"unit_{name}_{unit}.cpp";
            File.WriteAllLines(Path.Combine(folder, path), units[unit].Select(file => $"#include \"{file}\"").Prepend(UnitBegin));
            yield return path;
        }
    }

    private Task CompileOneAsync(string folder, string source, string optimisation, IReadOnlyList<string> defines, CancellationToken cancellationToken) => RunAsync(
        folder,
        ObjectName(Path.GetFileName(source)),
        [optimisation, .. settings.Common, .. defines, .. settings.Includes, "-I.", "-include", "acs_hooks.h", "-MMD", "-c", source, "-o", ObjectName(Path.GetFileName(source))],
        cancellationToken);

    // Verilator's run time is the same for all models of a flavour: compiled once.
    private string RunTimeArchive(string folder, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = RunTimeSources.Of(Path.Combine(folder, "Vmodel_classes.mk"));
        using var key = new BuildKey();
        key.Add("compiler", settings.Compiler.VersionText).Add("root", settings.VerilatorRoot).Add("cpu", Processor.Identity)
            .Add("flags", string.Join(' ', settings.Common)).Add("sources", string.Join(' ', names)).AddFile(Path.Combine(folder, "acs_hooks.h"));
        foreach (string file in Directory.GetFiles(settings.Include, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            key.AddFile(file);
        }

        string entry = cache.GetOrBuild(key.ToFileName(), target => BuildRunTime(target, folder, names, cancellationToken), cancellationToken);
        return Path.Combine(entry, "libruntime.a");
    }

    private void BuildRunTime(string target, string hooks, IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        File.Copy(Path.Combine(hooks, "acs_hooks.h"), Path.Combine(target, "acs_hooks.h"));
        foreach (string source in sources)
        {
            CompileOneAsync(target, Path.Combine(settings.Include, source + ".cpp"), CompilerSettings.RunTime, [], cancellationToken).GetAwaiter().GetResult();
        }

        runner.Run(new ProcessRequest("ar", ["rcs", "libruntime.a", .. sources.Select(source => source + ".o")]) { WorkingDirectory = target }, cancellationToken).EnsureSuccess().EnsureWritten(target, "libruntime.a");
        foreach (string file in Directory.GetFiles(target).Where(file => !file.EndsWith(".a", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }
    }

    private async Task RunAsync(string folder, string output, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // Messages in English, since some are read; temporary files beside the others, since the usual folder for them may be missing or full.
        var environment = new Dictionary<string, string?> { ["LC_ALL"] = "C", ["TMPDIR"] = folder };
        var request = new ProcessRequest(settings.Compiler.Path, arguments) { WorkingDirectory = folder, Environment = environment, Timeout = Limit };
        ProcessResult result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            ToolMessage.Tell(result.Error, folder, Messages);
            throw CompilerDiagnostics.ToError(result, top);
        }

        result.EnsureWritten(folder, output);
    }
}
