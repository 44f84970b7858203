using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Chip.Link;

/// <summary>One packet on a link: path id, length, then one INT8 a clock.</summary>
/// <param name="Path">Path id.</param>
/// <param name="Payload">1 to 256 values.</param>
public sealed record LinkPacket(byte Path, sbyte[] Payload)
{
    /// <summary>Bytes before the payload.</summary>
    public const int PreambleBytes = 2;

    /// <summary>The packet that a tile sends after draining an MVM: columns <c>TxFirst..TxLast</c>.</summary>
    /// <param name="registers">Registers of the tile.</param>
    /// <param name="outputs">LDPU results; shape [256].</param>
    /// <returns>The packet.</returns>
    public static LinkPacket From(LdpuRegisters registers, ReadOnlySpan<sbyte> outputs)
    {
        ArgumentNullException.ThrowIfNull(registers);
        return new LinkPacket(registers.TxPath, Transmit(registers, outputs).ToArray());
    }

    /// <summary>The columns that a tile sends.</summary>
    /// <param name="registers">Registers of the tile.</param>
    /// <param name="outputs">LDPU results; shape [256].</param>
    /// <returns>The selected part; empty if first is after last.</returns>
    public static ReadOnlySpan<sbyte> Transmit(LdpuRegisters registers, ReadOnlySpan<sbyte> outputs)
    {
        ArgumentNullException.ThrowIfNull(registers);
        return registers.TxFirst > registers.TxLast ? default : outputs[registers.TxFirst..(registers.TxLast + 1)];
    }

    /// <summary>Spreads a payload over the columns of a receiving tile: byte k with <c>RxFirst &lt;= k &lt;= RxLast</c> goes to column <c>k - RxFirst</c>.</summary>
    /// <param name="registers">Registers of the receiving tile.</param>
    /// <param name="payload">Payload.</param>
    /// <param name="columns">Shape [256]; columns without a byte become 0.</param>
    public static void Receive(LdpuRegisters registers, ReadOnlySpan<sbyte> payload, Span<sbyte> columns)
    {
        ArgumentNullException.ThrowIfNull(registers);
        int count = Math.Max(Math.Min(payload.Length, registers.RxLast + 1) - registers.RxFirst, 0);
        if (count > 0)
        {
            payload.Slice(registers.RxFirst, count).CopyTo(columns);
        }

        columns[count..ChipGeometry.CrossbarSize].Clear();
    }

    /// <summary>The bytes on the link.</summary>
    /// <returns>Path id, length - 1, payload.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[PreambleBytes + Payload.Length];
        bytes[0] = Path;
        bytes[1] = (byte)(Payload.Length - 1);
        Buffer.BlockCopy(Payload, 0, bytes, PreambleBytes, Payload.Length);
        return bytes;
    }

    /// <summary>Reads a packet from the bytes on a link.</summary>
    /// <param name="bytes">Bytes from the preamble on.</param>
    /// <param name="packet">The packet.</param>
    /// <returns>False if the bytes end before the packet.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out LinkPacket? packet)
    {
        packet = null;
        if (bytes.Length < PreambleBytes || bytes.Length < PreambleBytes + bytes[1] + 1)
        {
            return false;
        }

        var payload = new sbyte[bytes[1] + 1];
        bytes.Slice(PreambleBytes, payload.Length).CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(payload.AsSpan()));
        packet = new LinkPacket(bytes[0], payload);
        return true;
    }
}
