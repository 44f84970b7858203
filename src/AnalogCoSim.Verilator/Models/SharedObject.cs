using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Models;

/// <summary>Loads a shared library for good, or says why not; a file that is none is refused before the loader maps it.</summary>
internal static partial class SharedObject
{
    private const int Now = 2;
    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;
    private const int SectionHeaderBytes = 64;
    private const int MostParts = 4096;
    private const uint LoadedPart = 1;

    /// <summary>Loads a library with all its symbols resolved, so that a missing one is an error here and not the end of the process at its first call.</summary>
    /// <param name="path">Full path.</param>
    /// <returns>Its handle.</returns>
    /// <exception cref="AcsException">ModelDoesNotLoad.</exception>
    public static nint Load(string path)
    {
        if (Fault(path) is { } fault)
        {
            throw DoesNotLoad(path, fault);
        }

        nint handle = Open(path, Now);
        return handle != 0 ? handle : throw DoesNotLoad(path, Marshal.PtrToStringUTF8(LastError()) ?? "the loader gives no reason");
    }

    /// <summary>The error of a library that cannot be used.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="why">The reason.</param>
    /// <returns>The exception.</returns>
    public static AcsException DoesNotLoad(string path, string why) => new(
        ErrorCode.ModelDoesNotLoad,
        "A compiled model cannot be loaded.",
        where: path,
        actual: why,
        remedy: $"rm -r '{Path.GetDirectoryName(path)}'   (it is built anew)");

    // The loader maps what the headers name and dies of SIGBUS where the file ends before.
    private static string? Fault(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Fault(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return exception.Message;
        }
    }

    private static string? Fault(FileStream file)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (!file.CanSeek || file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.StartsWith("\u007fELF\u0002\u0001"u8))
        {
            return "it is not a 64-bit ELF file";
        }

        ulong programs = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        ulong sections = BinaryPrimitives.ReadUInt64LittleEndian(header[40..]);
        int programCount = BinaryPrimitives.ReadUInt16LittleEndian(header[56..]);
        ulong sectionBytes = (ulong)BinaryPrimitives.ReadUInt16LittleEndian(header[60..]) * SectionHeaderBytes;
        bool headersFit = Fits(programs, (ulong)programCount * ProgramHeaderBytes, file.Length) && Fits(sections, sectionBytes, file.Length);
        return headersFit && programCount is > 0 and < MostParts && PartsFit(file, (long)programs, programCount) ? null : "the file ends before its parts do: it is cut";
    }

    private static bool PartsFit(FileStream file, long programs, int count)
    {
        Span<byte> part = stackalloc byte[ProgramHeaderBytes];
        file.Position = programs;
        for (int i = 0; i < count; i++)
        {
            file.ReadExactly(part);
            bool loaded = BinaryPrimitives.ReadUInt32LittleEndian(part) == LoadedPart;
            if (loaded && !Fits(BinaryPrimitives.ReadUInt64LittleEndian(part[8..]), BinaryPrimitives.ReadUInt64LittleEndian(part[32..]), file.Length))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Fits(ulong offset, ulong bytes, long length) => offset <= (ulong)length && bytes <= (ulong)length - offset;

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    private static partial nint LastError();
}
