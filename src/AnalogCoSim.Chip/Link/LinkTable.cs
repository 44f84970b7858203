using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Chip.Link;

/// <summary>Which tile each port of each tile leads to; the table itself is owned by the register map file.</summary>
/// <remarks>
/// Our choice: the neighbours one row or column away and two columns away, read from the examples in Le Gallo et al., Nature Electronics 6, 680 (2023), Fig. ED1; the
/// published total of 418 links is not reproduced by it.
/// </remarks>
public static class LinkTable
{
    /// <summary>Ports to other tiles; the host port follows them.</summary>
    public const int NeighbourPorts = RegisterMap.NeighbourPorts;

    /// <summary>All ports of a tile.</summary>
    public const int Ports = RegisterMap.Ports;

    /// <summary>The tile that a port leads to.</summary>
    /// <param name="tile">Tile 0..63: row = tile / 8 from north, column = tile % 8 from west.</param>
    /// <param name="port">Port.</param>
    /// <returns>Tile number, or null at the edge of the chip and for the host port.</returns>
    public static int? Neighbour(int tile, LinkPort port)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, ChipGeometry.Cores);
        int neighbour = port == LinkPort.Host ? -1 : RegisterMap.Neighbour(tile, (int)port);
        return neighbour >= 0 ? neighbour : null;
    }

    /// <summary>The port by which a packet arrives that left by another.</summary>
    /// <param name="port">TX port of the sender.</param>
    /// <returns>RX port of its neighbour; the host port for itself.</returns>
    public static LinkPort Opposite(LinkPort port) => port == LinkPort.Host ? port : (LinkPort)RegisterMap.OppositePort((int)port);

    /// <summary>The port that leads straight from one tile to another.</summary>
    /// <param name="from">Sending tile.</param>
    /// <param name="to">Receiving tile.</param>
    /// <returns>The port, or null if they are not neighbours.</returns>
    public static LinkPort? PortTo(int from, int to)
    {
        for (int port = 0; port < NeighbourPorts; port++)
        {
            if (Neighbour(from, (LinkPort)port) == to)
            {
                return (LinkPort)port;
            }
        }

        return null;
    }

    /// <summary>The ports in a mask.</summary>
    /// <param name="mask">Bit k stands for port k.</param>
    /// <returns>Ports in ascending order.</returns>
    public static IEnumerable<LinkPort> InMask(int mask) =>
        Enumerable.Range(0, Ports).Where(port => (mask >> port & 1) != 0).Select(port => (LinkPort)port);
}
