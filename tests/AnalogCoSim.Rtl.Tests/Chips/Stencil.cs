namespace AnalogCoSim.Rtl.Tests.Chips;

/// <summary>The links of the chip, written from section 3 of src/ARCHITECTURE.md and not from the generated table.</summary>
internal static class Stencil
{
    /// <summary>Ports to neighbours: E1 W1 E2 W2 S1 N1.</summary>
    public const int Ports = 6;

    /// <summary>Links: 2 x (7 + 6) in each of 8 rows, 2 x 7 in each of 8 columns.</summary>
    public const int Links = (8 * 2 * (7 + 6)) + (8 * 2 * 7);

    private static readonly (int Rows, int Columns)[] Steps = [(0, 1), (0, -1), (0, 2), (0, -2), (1, 0), (-1, 0)];

    /// <summary>The tile that a port leads to.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="port">Port.</param>
    /// <returns>Tile, or null at the edge.</returns>
    public static int? Neighbour(int tile, int port)
    {
        int row = (tile / 8) + Steps[port].Rows;
        int column = (tile % 8) + Steps[port].Columns;
        return row is >= 0 and < 8 && column is >= 0 and < 8 ? (8 * row) + column : null;
    }

    /// <summary>The receiving port opposite to a sending one.</summary>
    /// <param name="port">Port.</param>
    /// <returns>E1 - W1, E2 - W2, S1 - N1.</returns>
    public static int Opposite(int port) => port ^ 1;

    /// <summary>0 or 1, different in any two tiles that a port joins.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="port">Port.</param>
    /// <returns>The colour.</returns>
    public static int Colour(int tile, int port) => port switch { 0 or 1 => tile % 2, 2 or 3 => tile % 8 / 2 % 2, _ => tile / 8 % 2 };
}
