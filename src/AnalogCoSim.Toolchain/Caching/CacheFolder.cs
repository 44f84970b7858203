using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Toolchain.Caching;

/// <summary>Chooses the folder of the cache, and refuses one into which others could put code: what lies there is loaded and run.</summary>
public static class CacheFolder
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string Variable = "ACS_CACHE";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The cache of this program: <c>$ACS_CACHE</c>, else <c>build/cache</c> of the checkout that the program belongs to where it is safe and can be written, else <c>$XDG_CACHE_HOME/analogcosim</c>.</summary>
    /// <returns>The folder. Where a process was started has no say.</returns>
    public static string Choose() => Choose(AppContext.BaseDirectory);

    /// <summary>The same for a program in another folder.</summary>
    /// <param name="program">Folder of the program.</param>
    /// <returns>The cache folder.</returns>
    public static string Choose(string program)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        string? inside = Checkout.Around(program) is { } checkout ? Path.Combine(checkout, "build", "cache") : null;
        return inside is not null && IsUsable(inside) ? inside : OfUser();
    }

    /// <summary>Creates a folder for this user alone and checks it.</summary>
    /// <param name="root">Folder of a cache.</param>
    /// <exception cref="AcsException">CacheUnusable: it cannot be created or written, or others could change what lies in it.</exception>
    public static void Require(string root)
    {
        try
        {
            CreatePrivate(root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(root, exception.Message, exception);
        }

        if (Danger(root) is { } danger)
        {
            throw Unusable(root, danger, null);
        }
    }

    /// <summary>Tells why what lies at a path could come from somebody else.</summary>
    /// <param name="path">An existing file or folder.</param>
    /// <returns>The reason; null where only this user and root can change it or put another in its place.</returns>
    public static string? Danger(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        bool own = true;
        for (string? at = Resolved(path); at is not null; at = Path.GetDirectoryName(at))
        {
            if (!FileOwner.IsOurs(at))
            {
                return $"{at} belongs to another user";
            }

            // In a folder like /tmp others may add files but not replace ours.
            bool sticky = !own && File.GetUnixFileMode(at).HasFlag(UnixFileMode.StickyBit);
            if (!sticky && FileOwner.OthersCanWrite(at))
            {
                return $"others can write to {at}";
            }

            own = false;
        }

        return null;
    }

    /// <summary>Creates a folder that only this user can enter.</summary>
    /// <param name="path">The folder; existing ones stay as they are.</param>
    internal static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Private);
        }
    }

    // The XDG specification has relative paths ignored: they would mean another folder wherever a process is started. So would a home that does not exist yet, if it were asked for.
    private static string OfUser()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        string caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg) ? xdg : Path.Combine(home, ".cache");
        return Path.GetFullPath(Path.Combine(caches, "analogcosim"));
    }

    private static bool IsUsable(string folder)
    {
        try
        {
            CreatePrivate(folder);
            string probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return Danger(folder) is null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Links are resolved on the way up: the folder that a link stands in counts as well, so both chains are as safe as the last one.
    private static string Resolved(string path)
    {
        string full = Path.GetFullPath(path);
        FileSystemInfo info = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        return info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
    }

    private static AcsException Unusable(string root, string why, Exception? inner) => new(
        ErrorCode.CacheUnusable,
        "The cache of compiled models cannot be used.",
        where: root,
        expected: "a folder that this user can write and nobody else can change",
        actual: why,
        remedy: $"make it yours alone, e.g. with chmod go-w, or name another folder: export {Variable}=FOLDER",
        inner: inner);
}
