using System.Runtime.InteropServices;

namespace AnalogCoSim.Toolchain.Caching;

/// <summary>Whose a file is, and who else can write to it. .NET tells a file's mode but not its owner and group.</summary>
internal static partial class FileOwner
{
    private const int CurrentFolder = -100;
    private const uint OwnerAndGroup = 0x8 | 0x10;
    private const int StructureBytes = 256;
    private const int OwnerOffset = 20;
    private const int GroupOffset = 24;

    /// <summary>Tells whether nobody but this user and root can own a path. Elsewhere than on Linux only modes are checked.</summary>
    /// <param name="path">A file or folder; links are followed.</param>
    /// <returns>True where the owner is this user or root.</returns>
    public static bool IsOurs(string path) => !OperatingSystem.IsLinux() || (Of(path) is { } found && (found.Owner == 0 || found.Owner == User()));

    /// <summary>Tells whether somebody else than this user and root may write to a path by its mode.</summary>
    /// <param name="path">A file or folder; links are followed.</param>
    /// <returns>True if so. A group in which nobody else is does not count: many systems give each user one, and let it write.</returns>
    public static bool OthersCanWrite(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        UnixFileMode mode = File.GetUnixFileMode(path);
        return mode.HasFlag(UnixFileMode.OtherWrite)
            || (mode.HasFlag(UnixFileMode.GroupWrite) && !(OperatingSystem.IsLinux() && Of(path) is { } found && UserGroups.HasNobodyElse(found.Group, User())));
    }

    private static (uint Owner, uint Group)? Of(string path)
    {
        Span<byte> status = stackalloc byte[StructureBytes];
        return Status(CurrentFolder, path, 0, OwnerAndGroup, ref MemoryMarshal.GetReference(status)) == 0
            ? (MemoryMarshal.Read<uint>(status[OwnerOffset..]), MemoryMarshal.Read<uint>(status[GroupOffset..]))
            : null;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint User();

    // The layout of struct statx is fixed by the kernel for all architectures: stx_uid lies at byte 20, stx_gid at byte 24.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, ref byte status);
}
