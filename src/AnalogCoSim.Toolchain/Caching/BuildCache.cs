namespace AnalogCoSim.Toolchain.Caching;

/// <summary>A folder of finished builds, one per content hash.</summary>
/// <remarks>
/// Several processes may ask for the same entry at once: one builds, the others wait. An entry is built in a temporary folder and renamed
/// when complete, so a half-built one is never seen.
/// </remarks>
/// <param name="root">Folder of the cache; created when needed.</param>
public sealed class BuildCache(string root)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(40);

    /// <summary>Folder of the cache.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The cache of this user: <c>$ACS_CACHE</c>, else <c>build/cache</c> of the repository, else <c>$XDG_CACHE_HOME/analogcosim</c>.</summary>
    public static BuildCache Default => new(DefaultRoot(Environment.CurrentDirectory, AppContext.BaseDirectory));

    /// <summary>Tells where the cache is for a process started in a folder.</summary>
    /// <param name="startFolders">Folders to search upwards for the repository, in this order.</param>
    /// <returns>The cache folder.</returns>
    public static string DefaultRoot(params ReadOnlySpan<string> startFolders)
    {
        if (Environment.GetEnvironmentVariable("ACS_CACHE") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        foreach (string start in startFolders)
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "AnalogCoSim.sln")))
                {
                    return Path.Combine(folder.FullName, "build", "cache");
                }
            }
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".cache");
        return Path.Combine(caches, "analogcosim");
    }

    /// <summary>Gives the folder of an entry, building it when it is not there.</summary>
    /// <param name="key">From <see cref="BuildKey.ToFileName"/>.</param>
    /// <param name="build">Fills the given empty folder; an exception leaves no entry.</param>
    /// <param name="cancellationToken">Ends waiting for another process.</param>
    /// <returns>Folder of the finished entry.</returns>
    public string GetOrBuild(string key, Action<string> build, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(build);
        string entry = Path.Combine(Root, key);
        if (Directory.Exists(entry))
        {
            return entry;
        }

        Directory.CreateDirectory(Path.Combine(Root, ".lock"));
        using FileStream gate = Lock(Path.Combine(Root, ".lock", key), cancellationToken);
        if (!Directory.Exists(entry))
        {
            BuildAndRename(key, entry, build);
        }

        return entry;
    }

    private void BuildAndRename(string key, string entry, Action<string> build)
    {
        // Whoever holds the lock is the only builder of this key: what lies here was left by a process that was killed.
        string temporary = Path.Combine(Root, ".building", key);
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }

        Directory.CreateDirectory(temporary);
        try
        {
            build(temporary);
            Directory.Move(temporary, entry);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    private static FileStream Lock(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Held by another builder of the same entry.
                Thread.Sleep(PollInterval);
            }
        }
    }
}
