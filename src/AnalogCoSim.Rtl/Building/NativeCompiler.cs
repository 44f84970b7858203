using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Rtl.Building;

/// <summary>Compiles generated C++ into one shared library, as many files at once as there are cores.</summary>
internal sealed class NativeCompiler(IProcessRunner runner, BuildCache cache, CompilerSettings settings)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

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
        string[] hot = [.. generated.Where(IsHot)];
        jobs.AddRange(WriteUnits(folder, "hot", hot, Environment.ProcessorCount).Select(unit => (unit, CompilerSettings.Hot)));
        jobs.AddRange(sources.Select(source => (source, CompilerSettings.Hot)));
        jobs.AddRange(WriteUnits(folder, "cold", [.. generated.Except(hot)], 2).Select(unit => (unit, CompilerSettings.Cold)));

        Task<string> runTime = Task.Run(() => RunTimeArchive(folder, cancellationToken), cancellationToken);
        await Parallel.ForEachAsync(
            jobs,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (job, token) => await CompileOneAsync(folder, job.Source, job.Optimisation, defines, token).ConfigureAwait(false)).ConfigureAwait(false);
        string archive = await runTime.ConfigureAwait(false);

        // Every symbol must be found here, not by the first call that needs it: a DPI function that nobody wrote is an error of the build.
        // Hidden symbols and -Bsymbolic: several models in one process never see each other's Verilator run time.
        await RunAsync(
            folder,
            ["-shared", "-o", library, .. jobs.Select(job => ObjectName(job.Source)), archive, "-Wl,-Bsymbolic", "-Wl,-z,defs", "-Wl,--exclude-libs,ALL", "-pthread", "-latomic", "-lz"],
            cancellationToken).ConfigureAwait(false);
    }

    private static bool IsHot(string name) =>
        !name.Contains("__Slow", StringComparison.Ordinal) && !name.Contains("__Syms", StringComparison.Ordinal)
        && !name.Contains("__ConstPool", StringComparison.Ordinal) && !name.Contains("__Trace", StringComparison.Ordinal);

    private static string ObjectName(string source) => Path.ChangeExtension(source, ".o");

    // One translation unit per core: Verilator's headers are read once instead of once a file.
    private static IEnumerable<string> WriteUnits(string folder, string name, string[] files, int count)
    {
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
            File.WriteAllLines(Path.Combine(folder, path), units[unit].Select(file => $"#include \"{file}\""));
            yield return path;
        }
    }

    private Task CompileOneAsync(string folder, string source, string optimisation, IReadOnlyList<string> defines, CancellationToken cancellationToken) => RunAsync(
        folder,
        [optimisation, .. settings.Common, .. defines, .. settings.Includes, "-I.", "-include", "acs_hooks.h", "-c", source, "-o", ObjectName(Path.GetFileName(source))],
        cancellationToken);

    // Verilator's run time is the same for all models of a flavour: compiled once.
    private string RunTimeArchive(string folder, CancellationToken cancellationToken)
    {
        string[] names = RunTimeNames(File.ReadAllLines(Path.Combine(folder, "Vmodel_classes.mk")));
        using var key = new BuildKey();
        key.Add("compiler", settings.Compiler.VersionText).Add("root", settings.VerilatorRoot).Add("cpu", Processor.Identity)
            .Add("flags", string.Join(' ', settings.Common)).AddFile(Path.Combine(folder, "acs_hooks.h"))
            .AddFile(Path.Combine(settings.Include, "verilated_config.h"));
        foreach (string name in names)
        {
            key.AddFile(Path.Combine(settings.Include, name + ".cpp"));
        }

        string entry = cache.GetOrBuild(key.ToFileName(), target => BuildRunTime(target, folder, names), cancellationToken);
        return Path.Combine(entry, "libruntime.a");

        void BuildRunTime(string target, string hooks, string[] sources)
        {
            File.Copy(Path.Combine(hooks, "acs_hooks.h"), Path.Combine(target, "acs_hooks.h"));
            foreach (string source in sources)
            {
                CompileOneAsync(target, Path.Combine(settings.Include, source + ".cpp"), CompilerSettings.RunTime, [], cancellationToken).GetAwaiter().GetResult();
            }

            runner.Run(new ProcessRequest("ar", ["rcs", "libruntime.a", .. sources.Select(source => source + ".o")]) { WorkingDirectory = target }, cancellationToken).EnsureSuccess();
        }
    }

    private static string[] RunTimeNames(IEnumerable<string> makefile)
    {
        bool inside = false;
        var names = new List<string>();
        foreach (string line in makefile)
        {
            inside = line.StartsWith("VM_GLOBAL_", StringComparison.Ordinal) || (inside && line.StartsWith('\t'));
            string name = line.TrimEnd('\\').Trim();
            if (inside && line.StartsWith('\t') && name.Length > 0)
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    private async Task RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest(settings.Compiler.Path, arguments) { WorkingDirectory = folder, Timeout = Limit };
        ProcessResult result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            string[] lines = result.Error.Split('\n');
            string first = Array.Find(lines, line => line.Contains("undefined reference", StringComparison.Ordinal))
                ?? Array.Find(lines, line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? result.Error.Trim();
            throw new AcsException(ErrorCode.ToolFailed, "The C++ of a model does not compile.", where: folder, actual: first, remedy: request.CommandLine);
        }
    }
}
