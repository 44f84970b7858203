using System.Text;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Simulation;

/// <content>What tiles did last, what came over links and what registers hold, for the report of a failure.</content>
public sealed unsafe partial class RtlChip
{
    // A packet's length byte says one less than it has.
    private const int PayloadLimit = byte.MaxValue + 1;

    /// <summary>Whether what comes over the links between tiles is seen; not in the flat chip, whose links lie inside one model.</summary>
    public bool SeesLinks => !_flat;

    /// <summary>What a tile did last.</summary>
    /// <param name="tile">Tile.</param>
    /// <returns>The report.</returns>
    public TileReport Report(int tile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, ChipGeometry.Cores);
        NativeTileReport report;
        CallGate.Slot slot = _gate.Enter();
        _library.Report(_handle.Address, tile, &report);
        slot.Leave();
        var packets = new List<PacketReport>();
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            NativePortReport seen = report.Ports[port];
            if (seen.Path >= 0)
            {
                packets.Add(Told((LinkPort)port, seen));
            }
        }

        int? host = report.HostPath >= 0 ? report.HostPath : null;
        return new TileReport(tile, report.LastStart, report.Mvms, report.Drained, report.Converting, report.Awake != 0, host, report.HostBytes, packets);
    }

    /// <summary>The last packets that came in by a port of a tile, as many as the native fabric keeps.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="port">Port; see <see cref="SeesLinks"/>.</param>
    /// <returns>Packets with the bytes of payload seen, the latest first.</returns>
    public IReadOnlyList<LinkCapture> Captured(int tile, LinkPort port)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, ChipGeometry.Cores);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)port, LinkTable.Ports, nameof(port));
        var found = new List<LinkCapture>();
        var payload = new sbyte[PayloadLimit];
        while (true)
        {
            NativePortReport seen;
            CallGate.Slot slot = _gate.Enter();
            fixed (sbyte* bytes = payload)
            {
                _library.Packet(_handle.Address, tile, (int)port, found.Count, &seen, bytes);
            }

            slot.Leave();
            if (seen.Path < 0)
            {
                return found;
            }

            PacketReport told = Told(port, seen);
            found.Add(new LinkCapture(told, payload[..told.Seen]));
        }
    }

    /// <summary>Reads a register of a tile as it is in the clock that runs next.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="name">Name below the tile, e.g. <c>.u_ldpu.u_activation.data_o</c>; see <see cref="RtlChipOptions.PublicRegisters"/>.</param>
    /// <returns>Its bytes, little-endian; empty when there is no such register.</returns>
    public byte[] ReadRegister(int tile, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, ChipGeometry.Cores);
        ArgumentNullException.ThrowIfNull(name);
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            CallGate.Slot slot = _gate.Enter();
            var value = new byte[_library.Register(_handle.Address, tile, text, null, 0)];
            fixed (byte* bytes = value)
            {
                _library.Register(_handle.Address, tile, text, bytes, value.Length);
            }

            slot.Leave();
            return value;
        }
    }

    private static PacketReport Told(LinkPort port, in NativePortReport seen) =>
        new(port, seen.Path, seen.Begin, seen.Length, Math.Max(0, seen.Seen - LinkPacket.PreambleBytes), seen.Packets);
}
