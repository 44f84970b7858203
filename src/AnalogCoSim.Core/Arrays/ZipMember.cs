namespace AnalogCoSim.Core.Arrays;

/// <summary>One member of a zip file, as directory and local header agree about it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Flags">General purpose flags.</param>
/// <param name="Method">0 stored, 8 deflate.</param>
/// <param name="Crc">CRC-32 of the unpacked bytes.</param>
/// <param name="Packed">Bytes in the file.</param>
/// <param name="Unpacked">Bytes unpacked.</param>
/// <param name="Header">Place of the local header.</param>
/// <param name="Data">Place of the packed bytes; 0 before the local header has been read.</param>
internal sealed record ZipMember(string Name, ushort Flags, ushort Method, uint Crc, uint Packed, uint Unpacked, uint Header, long Data = 0)
{
    public const ushort Stored = 0;

    public const ushort Deflate = 8;

    private const ushort DescriptorFlag = 1 << 3;

    /// <summary>Whether CRC-32 and sizes stand behind the data instead of in the local header.</summary>
    public bool HasDescriptor => (Flags & DescriptorFlag) != 0;
}
