using System.Globalization;
using AnalogCoSim.Toolchain.Caching;

namespace AnalogCoSim.Verilator.Building;

/// <summary>All that a build has read; kept in its cache entry, so that a later request sees whether it would read the same.</summary>
/// <param name="All">The files, in order of their paths.</param>
internal sealed record Dependencies(IReadOnlyList<Dependency> All)
{
    /// <summary>Name of the file in a cache entry.</summary>
    public const string FileName = "dependencies";

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Records the present state of files.</summary>
    /// <param name="sources">The design.</param>
    /// <param name="read">Paths that were read, relative to the root or full.</param>
    /// <param name="tools">Folders of the tools.</param>
    /// <returns>The dependencies.</returns>
    public static Dependencies Of(RtlSources sources, IEnumerable<string> read, IReadOnlyList<string> tools)
    {
        string[] paths = [.. read.Select(path => Normal(sources.Root, path)).Distinct(StringComparer.Ordinal)];
        IEnumerable<Dependency> present = paths.Select(path =>
        {
            DependencyKind kind = IsTool(path, tools) ? DependencyKind.Tool : DependencyKind.Content;
            return new Dependency(kind, path, State(kind, Path.Combine(sources.Root, path)));
        });
        IEnumerable<Dependency> absent = paths.Where(path => !sources.Files.Contains(path) && !IsTool(path, tools)).SelectMany(path => Before(sources, path)).Distinct(StringComparer.Ordinal)
            .Select(path => new Dependency(DependencyKind.Absent, path, string.Empty));
        return new Dependencies([.. present.Concat(absent).OrderBy(dependency => dependency.Path, StringComparer.Ordinal)]);
    }

    /// <summary>Reads the file of a cache entry.</summary>
    /// <param name="entry">Folder of the entry.</param>
    /// <returns>The dependencies; null where a line is none.</returns>
    public static Dependencies? Load(string entry)
    {
        Dependency?[] all = [.. File.ReadLines(Path.Combine(entry, FileName)).Select(Dependency.Parse)];
        return Array.Exists(all, dependency => dependency is null) ? null : new([.. all.OfType<Dependency>()]);
    }

    /// <summary>Writes the file.</summary>
    /// <param name="entry">Folder of the entry.</param>
    public void Save(string entry) => File.WriteAllLines(Path.Combine(entry, FileName), All.Select(dependency => dependency.ToString()));

    /// <summary>Tells whether all files are as they were.</summary>
    /// <param name="root">Root of the sources.</param>
    /// <param name="known">What was found out for other lists of the same root; added to.</param>
    /// <returns>True if a build would read the same.</returns>
    public bool Hold(string root, Dictionary<Dependency, bool> known)
    {
        foreach (Dependency dependency in All)
        {
            if (!known.TryGetValue(dependency, out bool holds))
            {
                holds = State(dependency.Kind, Path.Combine(root, dependency.Path)) == dependency.State;
                known.Add(dependency, holds);
            }

            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the files to a key.</summary>
    /// <param name="key">The key.</param>
    public void AddTo(BuildKey key)
    {
        foreach (Dependency dependency in All)
        {
            key.Add("dependency", dependency.ToString());
        }
    }

    private static string State(DependencyKind kind, string path)
    {
        var info = new FileInfo(path);
        return kind switch
        {
            DependencyKind.Absent => info.Exists ? "present" : string.Empty,
            _ when !info.Exists => "missing",
            DependencyKind.Tool => string.Create(CultureInfo.InvariantCulture, $"{info.Length}/{info.LastWriteTimeUtc.Ticks}"),
            _ => CacheEntry.HashOf(path),
        };
    }

    private static string Normal(string root, string path)
    {
        string full = Path.GetFullPath(path, root);
        string relative = Path.GetRelativePath(root, full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }

    private static bool IsTool(string path, IReadOnlyList<string> tools) => Path.IsPathFullyQualified(path)
        && (tools.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)) || (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0));

    // Where Verilator looks for an include before the place it was found at: each folder, with each ending of the path, as the directive may have named it.
    private static IEnumerable<string> Before(RtlSources sources, string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> names = Enumerable.Range(0, parts.Length).Select(first => string.Join('/', parts[first..]));
        return from folder in sources.IncludeFolders.Append(".")
               from name in names
               let candidate = Normal(sources.Root, Path.Combine(folder, name))
               where candidate != path && !File.Exists(Path.Combine(sources.Root, candidate))
               select candidate;
    }
}
