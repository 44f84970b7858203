using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Toolchain.Caching;

/// <summary>A folder of finished builds, one per content hash.</summary>
/// <remarks>
/// Several processes may ask for the same entry at once: one builds, the others wait. An entry is built in a folder of its own, sealed with checksums and renamed when
/// complete; a damaged one is built anew. The folder must be safe from other users, see <see cref="CacheFolder"/>.
/// </remarks>
/// <param name="root">Folder of the cache; created when needed.</param>
public sealed class BuildCache(string root)
{
    private static readonly TimeSpan RemainsAge = TimeSpan.FromHours(2);

    /// <summary>Folder of the cache.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The cache of this program, see <see cref="CacheFolder.Choose()"/>.</summary>
    public static BuildCache Default => new(CacheFolder.Choose());

    private string Building => Path.Combine(Root, ".building");

    /// <summary>Gives the folder of an entry, building it when it is not there or damaged.</summary>
    /// <param name="key">From <see cref="BuildKey.ToFileName"/>.</param>
    /// <param name="build">Fills the given empty folder; an exception leaves no entry.</param>
    /// <param name="cancellationToken">Ends waiting for another process.</param>
    /// <returns>Folder of the finished entry.</returns>
    /// <exception cref="AcsException">CacheUnusable.</exception>
    public string GetOrBuild(string key, Action<string> build, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(build);
        return GetOrBuild(
            key,
            () => Whole(key),
            folder =>
            {
                build(folder);
                return key;
            },
            cancellationToken);
    }

    /// <summary>The same for entries whose name is known only after the build, such as one that tells which files it has read.</summary>
    /// <param name="group">Names what is asked for; one process at a time builds for it. Names of its entries begin with it.</param>
    /// <param name="find">Gives the fitting entry, from <see cref="EntriesOf"/>, or null.</param>
    /// <param name="build">Fills the given empty folder and names the entry.</param>
    /// <param name="cancellationToken">Ends waiting for another process.</param>
    /// <returns>Folder of the finished entry.</returns>
    /// <exception cref="AcsException">CacheUnusable.</exception>
    public string GetOrBuild(string group, Func<string?> find, Func<string, string> build, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        ArgumentNullException.ThrowIfNull(find);
        ArgumentNullException.ThrowIfNull(build);
        CacheFolder.Require(Root);
        if (find() is { } entry)
        {
            return entry;
        }

        string locks = Path.Combine(Root, ".lock");
        CreateFolder(locks);
        using FileStream gate = CacheLock.Take(Path.Combine(locks, group), cancellationToken);
        return find() ?? BuildAndRename(group, build);
    }

    /// <summary>Entries of a group, newest first; they may be damaged, see <see cref="CacheEntry.IsWhole"/>.</summary>
    /// <param name="group">The group, or the beginning of its name.</param>
    /// <returns>Their folders.</returns>
    public IEnumerable<string> EntriesOf(string group) => Directory.Exists(Root)
        ? new DirectoryInfo(Root).EnumerateDirectories(group + "*").OrderByDescending(folder => folder.LastWriteTimeUtc).Select(folder => folder.FullName)
        : [];

    private string? Whole(string key)
    {
        string entry = Path.Combine(Root, key);
        return CacheEntry.IsWhole(entry) ? entry : null;
    }

    private string BuildAndRename(string group, Func<string, string> build)
    {
        Sweep(group);
        string temporary = Path.Combine(Building, $"{group}.{Environment.ProcessId}.{Guid.NewGuid():N}");
        CreateFolder(temporary);
        try
        {
            string entry = Path.Combine(Root, build(temporary));
            CacheEntry.Seal(temporary);
            Discard(entry);
            Directory.Move(temporary, entry);
            return entry;
        }
        catch (Exception exception)
        {
            TryDelete(temporary);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw Failed(exception);
            }

            throw;
        }
    }

    // A damaged entry is renamed first: whoever has loaded it keeps its files until they are closed.
    private void Discard(string entry)
    {
        if (Directory.Exists(entry) || File.Exists(entry))
        {
            string away = Path.Combine(Building, $"discarded.{Guid.NewGuid():N}");
            Directory.Move(entry, away);
            TryDelete(away);
        }
    }

    // Whoever holds the lock of a group is its only builder: folders of the group were left by processes that were killed. What one of their compilers
    // still writes to is left for the next time.
    private void Sweep(string group)
    {
        if (!Directory.Exists(Building))
        {
            return;
        }

        foreach (DirectoryInfo remains in new DirectoryInfo(Building).EnumerateDirectories())
        {
            if (remains.Name.StartsWith(group + ".", StringComparison.Ordinal) || remains.Name == group || DateTime.UtcNow - remains.LastWriteTimeUtc > RemainsAge)
            {
                TryDelete(remains.FullName);
            }
        }
    }

    private void CreateFolder(string path)
    {
        try
        {
            CacheFolder.CreatePrivate(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Swept by a later build.
        }
    }

    // A resource that ran out is no fault of the cache.
    private AcsException Failed(Exception exception) => FileErrors.Of(exception, Root) is { Code: ErrorCode.OutOfResources } exhausted ? exhausted : new AcsException(
        ErrorCode.CacheUnusable,
        "An entry of the cache cannot be written.",
        where: Root,
        actual: exception.Message,
        remedy: $"make room there, or set {CacheFolder.Variable} to a folder of your own",
        inner: exception);
}
