using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AnalogCoSim.Toolchain.Caching;

/// <summary>One finished build: its files and a list of their sizes and SHA-256, by which damage is seen before anything is used.</summary>
public static class CacheEntry
{
    /// <summary>Name of the list.</summary>
    public const string ListName = "contents";

    private const string Heading = "acs-cache 1";

    // Files found whole by this process, with what a change of them would change.
    private static readonly ConcurrentDictionary<string, (long Size, long Written, string Hash)> Known = new(StringComparer.Ordinal);

    /// <summary>Writes the list of an entry; its last line is the hash of those before.</summary>
    /// <param name="folder">Folder with all files of the entry.</param>
    public static void Seal(string folder)
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            TakeWriteFromOthers(path);
            text.Append(CultureInfo.InvariantCulture, $"{HashOf(path)} {new FileInfo(path).Length} {Path.GetRelativePath(folder, path)}\n");
        }

        string lines = text.ToString();
        string list = Path.Combine(folder, ListName);
        File.WriteAllText(list, lines + HashOf(Encoding.UTF8.GetBytes(lines)) + "\n");
        TakeWriteFromOthers(list);
    }

    /// <summary>Tells whether an entry is as it was sealed, and only this user or root can have written it.</summary>
    /// <param name="folder">Folder of the entry.</param>
    /// <returns>True when every file is there with its size and hash.</returns>
    public static bool IsWhole(string folder)
    {
        try
        {
            string list = Path.Combine(folder, ListName);
            return File.Exists(list) && CacheFolder.Danger(list) is null && Listed(File.ReadAllText(list)) is { } files && files.All(file => IsSame(folder, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Tells whether one file of an entry is as it was sealed, without looking at the others.</summary>
    /// <param name="folder">Folder of the entry.</param>
    /// <param name="name">Name of the file.</param>
    /// <returns>True if so.</returns>
    public static bool Holds(string folder, string name)
    {
        try
        {
            string list = Path.Combine(folder, ListName);
            return File.Exists(list) && Listed(File.ReadAllText(list)) is { } files && files.Find(file => file.Name == name) is { Name: not null } found && IsSame(folder, found);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>SHA-256 of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // Tools write files with the mode that the user's umask leaves.
    private static void TakeWriteFromOthers(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static List<(string Hash, long Size, string Name)>? Listed(string text)
    {
        string[] lines = text.Split('\n');
        if (lines.Length < 3 || lines[0] != Heading || lines[^1].Length > 0)
        {
            return null;
        }

        string body = string.Join('\n', lines[..^2]) + "\n";
        if (HashOf(Encoding.UTF8.GetBytes(body)) != lines[^2])
        {
            return null;
        }

        var files = new List<(string, long, string)>();
        foreach (string[] part in lines[1..^2].Select(line => line.Split(' ', 3)))
        {
            // The hash is no signature: whoever wrote the lines may have written another one.
            if (part.Length < 3 || !long.TryParse(part[1], NumberStyles.None, CultureInfo.InvariantCulture, out long size) || !IsInside(part[2]))
            {
                return null;
            }

            files.Add((part[0], size, part[2]));
        }

        return files;
    }

    private static bool IsInside(string name) =>
        name.Length > 0 && !name.Contains('\0', StringComparison.Ordinal) && !Path.IsPathRooted(name) && !name.Split('/').Contains("..");

    private static bool IsSame(string folder, (string Hash, long Size, string Name) file)
    {
        string path = Path.Combine(folder, file.Name);
        var info = new FileInfo(path);
        if (!info.Exists || info.LinkTarget is not null || info.Length != file.Size || FileOwner.OthersCanWrite(path) || !FileOwner.IsOurs(path))
        {
            return false;
        }

        var now = (info.Length, info.LastWriteTimeUtc.Ticks, file.Hash);
        if (Known.TryGetValue(path, out var known) && known == now)
        {
            return true;
        }

        if (HashOf(path) != file.Hash)
        {
            return false;
        }

        Known[path] = now;
        return true;
    }
}
