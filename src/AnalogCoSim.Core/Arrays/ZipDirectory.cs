using System.Buffers.Binary;
using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Arrays;

/// <summary>The members of a zip file, read strictly: every byte of the file belongs to a member, the directory or its end, and all that is written twice agrees.</summary>
/// <remarks>
/// Source: PKWARE, APPNOTE.TXT (.ZIP File Format Specification). .NET's reader believes the directory alone, checks no CRC-32 and takes files with anything before, between or behind
/// their members. Archives of more than 4 GiB or of several parts are not read.
/// </remarks>
internal static class ZipDirectory
{
    private const uint EndMark = 0x0605_4B50;
    private const uint EntryMark = 0x0201_4B50;
    private const int EndBytes = 22;
    private const int EntryBytes = 46;
    private const ushort Encrypted = 1;

    /// <summary>Reads the directory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">What errors call it.</param>
    /// <param name="kind">What it should be.</param>
    /// <returns>Members in the order of the file.</returns>
    /// <exception cref="AcsException">The kind's code for damaged files.</exception>
    public static IReadOnlyList<ZipMember> Read(FileStream file, string path, InputKind kind)
    {
        byte[] directory = Directory(file, path, kind, out int count, out long start);
        var members = new List<ZipMember>();
        int at = 0;
        while (at < directory.Length)
        {
            members.Add(Entry(directory, ref at, path, kind));
        }

        if (members.Count != count)
        {
            throw kind.DamagedError(path, $"a directory of {count} members", $"{members.Count}");
        }

        members.Sort((a, b) => a.Header.CompareTo(b.Header));
        return Located(file, members, start, path, kind);
    }

    private static byte[] Directory(FileStream file, string path, InputKind kind, out int count, out long start)
    {
        Span<byte> end = stackalloc byte[EndBytes];
        if (file.Length < EndBytes)
        {
            throw kind.DamagedError(path, "a complete zip file", $"{file.Length} bytes");
        }

        file.Position = file.Length - EndBytes;
        file.ReadExactly(end);
        count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        bool whole = BinaryPrimitives.ReadUInt32LittleEndian(end) == EndMark && end[4..8].IndexOfAnyExcept((byte)0) < 0 && BinaryPrimitives.ReadUInt16LittleEndian(end[8..]) == count
            && end[20..].IndexOfAnyExcept((byte)0) < 0 && start + bytes == file.Length - EndBytes;
        if (!whole)
        {
            throw kind.DamagedError(path, "a zip file whose last bytes are the end of its directory", "something else");
        }

        byte[] directory = new byte[bytes];
        file.Position = start;
        file.ReadExactly(directory);
        return directory;
    }

    private static ZipMember Entry(byte[] directory, ref int at, string path, InputKind kind)
    {
        ReadOnlySpan<byte> entry = directory.AsSpan(at);
        if (entry.Length < EntryBytes || BinaryPrimitives.ReadUInt32LittleEndian(entry) != EntryMark)
        {
            throw kind.DamagedError(path, "an entry of a zip directory", "something else");
        }

        int name = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
        int all = EntryBytes + name + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        if (all > entry.Length || name == 0)
        {
            throw kind.DamagedError(path, "a complete entry of a zip directory", $"{entry.Length} bytes");
        }

        at += all;
        var member = new ZipMember(
            Encoding.Latin1.GetString(entry.Slice(EntryBytes, name)),
            BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]));
        bool readable = member.Method is ZipMember.Stored or ZipMember.Deflate && (member.Flags & Encrypted) == 0 && (member.Method != ZipMember.Stored || member.Packed == member.Unpacked);
        return readable ? member : throw kind.DamagedError($"{path}:{member.Name}", "a stored or deflated member", $"method {member.Method}, {member.Packed} bytes for {member.Unpacked}");
    }

    private static List<ZipMember> Located(FileStream file, List<ZipMember> members, long end, string path, InputKind kind)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var located = new List<ZipMember>();
        long next = 0;
        foreach (ZipMember member in members)
        {
            string where = $"{path}:{member.Name}";
            if (!names.Add(member.Name))
            {
                throw kind.DamagedError(where, "one member of this name", "two");
            }

            if (member.Header != next)
            {
                throw kind.DamagedError(where, $"a member at byte {next}", $"byte {member.Header}");
            }

            ZipMember found = member with { Data = ZipLocalHeader.Check(file, member, end, where, kind) };
            next = ZipLocalHeader.EndOf(file, found, end, where, kind);
            PackedSize.Check(member.Packed, member.Unpacked, where, kind);
            located.Add(found);
        }

        PackedSize.Check(file.Length, located.Sum(member => (long)member.Unpacked), path, kind);
        return next == end ? located : throw kind.DamagedError(path, $"a directory at byte {next}, behind the members", $"byte {end}");
    }
}
