using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AnalogCoSim.Core.Files;

/// <summary>Tells regular files from pipes and devices without opening them, which .NET cannot.</summary>
internal static partial class FileTypes
{
    // statx(2): the one stat call whose structure is the same on every architecture; the mode is 16 bits at byte 28.
    private const int CurrentFolder = -100;
    private const uint AskForType = 1;
    private const int StructureBytes = 256;
    private const int ModeAt = 28;
    private const int TypeMask = 0xF000;
    private const int RegularMode = 0x8000;
    private const int FolderMode = 0x4000;

    /// <summary>What lies at a path; symbolic links are followed.</summary>
    /// <param name="path">Path without NUL.</param>
    /// <returns>The type.</returns>
    public static FileType Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            Span<byte> structure = stackalloc byte[StructureBytes];
            structure.Clear();
            if (Statx(CurrentFolder, path, 0, AskForType, structure) == 0)
            {
                return (BinaryPrimitives.ReadUInt16LittleEndian(structure[ModeAt..]) & TypeMask) switch
                {
                    RegularMode => FileType.Regular,
                    FolderMode => FileType.Folder,
                    _ => FileType.Special,
                };
            }
        }

        return File.Exists(path) ? FileType.Regular : Directory.Exists(path) ? FileType.Folder : FileType.None;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> structure);
}
