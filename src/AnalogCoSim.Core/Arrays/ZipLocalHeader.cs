using System.Buffers.Binary;
using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Arrays;

/// <summary>What stands before and behind the data of a zip member, held against the directory.</summary>
internal static class ZipLocalHeader
{
    private const uint Mark = 0x0403_4B50;
    private const uint DescriptorMark = 0x0807_4B50;
    private const ushort LargeSizes = 1;
    private const int Bytes = 30;

    /// <summary>Checks the local header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="member">What the directory says.</param>
    /// <param name="end">End of the members.</param>
    /// <param name="where">File and member.</param>
    /// <param name="kind">What the file should be.</param>
    /// <returns>Place of the data.</returns>
    /// <exception cref="AcsException">The kind's code for damaged files.</exception>
    public static long Check(FileStream file, ZipMember member, long end, string where, InputKind kind)
    {
        byte[] header = Read(file, member.Header, Bytes, end, where, kind);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        byte[] rest = Read(file, member.Header + Bytes, nameLength + extraLength, end, where, kind);
        bool same = BinaryPrimitives.ReadUInt32LittleEndian(header) == Mark
            && BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(6)) == member.Flags
            && BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)) == member.Method
            && Encoding.Latin1.GetString(rest, 0, nameLength) == member.Name
            && (member.HasDescriptor || SameSizes(header, rest.AsSpan(nameLength), member));
        return same ? member.Header + Bytes + nameLength + extraLength : throw Disagrees(where, kind);
    }

    /// <summary>The first byte behind a member: behind its data, or behind the descriptor that follows them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="member">The member.</param>
    /// <param name="end">End of the members.</param>
    /// <param name="where">File and member.</param>
    /// <param name="kind">What the file should be.</param>
    /// <returns>Its place.</returns>
    /// <exception cref="AcsException">The kind's code for damaged files.</exception>
    public static long EndOf(FileStream file, ZipMember member, long end, string where, InputKind kind)
    {
        long behind = member.Data + member.Packed;
        if (!member.HasDescriptor)
        {
            return behind <= end ? behind : throw kind.DamagedError(where, $"{member.Packed} bytes of data", $"{end - member.Data}");
        }

        byte[] mark = Read(file, behind, 4, end, where, kind);
        int marked = BinaryPrimitives.ReadUInt32LittleEndian(mark) == DescriptorMark ? 4 : 0;
        byte[] descriptor = Read(file, behind + marked, 12, end, where, kind);
        if (Number(descriptor, 0) == member.Crc && Number(descriptor, 4) == member.Packed && Number(descriptor, 8) == member.Unpacked)
        {
            return behind + marked + 12;
        }

        descriptor = Read(file, behind + marked, 20, end, where, kind);
        bool large = Number(descriptor, 0) == member.Crc && Large(descriptor, 4) == member.Packed && Large(descriptor, 12) == member.Unpacked;
        return large ? behind + marked + 20 : throw Disagrees(where, kind);
    }

    // Writers that do not know the sizes beforehand put 64-bit ones into an extra field and all ones into the header.
    private static bool SameSizes(byte[] header, ReadOnlySpan<byte> extra, ZipMember member)
    {
        if (Number(header, 14) != member.Crc)
        {
            return false;
        }

        if (Number(header, 18) == member.Packed && Number(header, 22) == member.Unpacked)
        {
            return true;
        }

        return Number(header, 18) == uint.MaxValue && Number(header, 22) == uint.MaxValue && extra.Length >= 20
            && BinaryPrimitives.ReadUInt16LittleEndian(extra) == LargeSizes
            && Large(extra, 4) == member.Unpacked && Large(extra, 12) == member.Packed;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong Large(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    private static byte[] Read(FileStream file, long at, int count, long end, string where, InputKind kind)
    {
        if (at + count > end)
        {
            throw kind.DamagedError(where, $"{count} bytes before the directory", $"{Math.Max(0, end - at)}");
        }

        byte[] bytes = new byte[count];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static AcsException Disagrees(string where, InputKind kind) => kind.DamagedError(where, "what the zip directory says of the member", "something else in its own header");
}
