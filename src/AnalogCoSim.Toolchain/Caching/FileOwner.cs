using System.Runtime.InteropServices;

namespace AnalogCoSim.Toolchain.Caching;

/// <summary>Whose a file is. .NET tells a file's mode but not its owner.</summary>
internal static partial class FileOwner
{
    private const int CurrentFolder = -100;
    private const uint OwnerWanted = 0x8;
    private const int StructureBytes = 256;
    private const int OwnerOffset = 20;

    /// <summary>Tells whether nobody but this user and root can own a path. Elsewhere than on Linux only modes are checked.</summary>
    /// <param name="path">A file or folder; links are followed.</param>
    /// <returns>True where the owner is this user or root.</returns>
    public static bool IsOurs(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        Span<byte> status = stackalloc byte[StructureBytes];
        if (Status(CurrentFolder, path, 0, OwnerWanted, ref MemoryMarshal.GetReference(status)) != 0)
        {
            return false;
        }

        uint owner = MemoryMarshal.Read<uint>(status[OwnerOffset..]);
        return owner == 0 || owner == User();
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint User();

    // The layout of struct statx is fixed by the kernel for all architectures: stx_uid lies at byte 20.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, ref byte status);
}
