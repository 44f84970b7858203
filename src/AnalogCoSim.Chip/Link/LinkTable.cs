using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Chip.Link;

/// <summary>Which tile each port of each tile leads to.</summary>
/// <remarks>
/// Our choice: the neighbours one row or column away and two columns away, read from the examples in Le Gallo et al., Nature Electronics 6, 680 (2023), Fig. ED1; the
/// published total of 418 links is not reproduced by it.
/// </remarks>
public static class LinkTable
{
    /// <summary>Ports to other tiles; the host port follows them.</summary>
    public const int NeighbourPorts = 6;

    /// <summary>All ports of a tile.</summary>
    public const int Ports = NeighbourPorts + 1;

    private static readonly (int Rows, int Columns)[] Steps = [(0, 1), (0, -1), (0, 2), (0, -2), (1, 0), (-1, 0)];

    /// <summary>The tile that a port leads to.</summary>
    /// <param name="tile">Tile 0..63: row = tile / 8 from north, column = tile % 8 from west.</param>
    /// <param name="port">Neighbour port.</param>
    /// <returns>Tile number, or null at the edge of the chip and for the host port.</returns>
    public static int? Neighbour(int tile, LinkPort port)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, ChipGeometry.Cores);
        if (port is < LinkPort.E1 or >= LinkPort.Host)
        {
            return null;
        }

        (int rows, int columns) = Steps[(int)port];
        int row = (tile / ChipGeometry.GridSize) + rows;
        int column = (tile % ChipGeometry.GridSize) + columns;
        bool inside = row is >= 0 and < ChipGeometry.GridSize && column is >= 0 and < ChipGeometry.GridSize;
        return inside ? (row * ChipGeometry.GridSize) + column : null;
    }

    /// <summary>The port by which a packet arrives that left by another.</summary>
    /// <param name="port">TX port of the sender.</param>
    /// <returns>RX port of its neighbour; the host port for itself.</returns>
    public static LinkPort Opposite(LinkPort port) => port == LinkPort.Host ? port : (LinkPort)((int)port ^ 1);

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
