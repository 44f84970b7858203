using System.Globalization;
using System.Text;

namespace AnalogCoSim.Chip.RegisterMaps;

/// <summary>Lines of a generated file, and the names both writers share.</summary>
internal sealed class GeneratedText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds one line; numbers in it are written the same everywhere.</summary>
    /// <param name="line">The line without its break.</param>
    public void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Adds an empty line.</summary>
    public void Line() => _text.Append('\n');

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Turns <c>column_scale</c> into <c>ColumnScale</c>; a name that starts with a capital stays.</summary>
    /// <param name="name">Name as in the map.</param>
    /// <returns>The name in UpperCamelCase.</returns>
    public static string Camel(string name) => string.Concat(
        name.Split('_', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>Gives the neighbour of every tile in every direction.</summary>
    /// <param name="map">The map.</param>
    /// <returns>One entry a port for each tile in turn: the neighbour's number, or -1 at the edge.</returns>
    public static IEnumerable<(int Tile, int Port, int Neighbour)> Neighbours(RegisterMapDocument map)
    {
        int rows = map.Geometry["tile_rows"];
        int columns = map.Geometry["tile_columns"];
        for (int tile = 0; tile < rows * columns; tile++)
        {
            for (int port = 0; port < map.Links.Ports.Count; port++)
            {
                int row = (tile / columns) + map.Links.Ports[port].Rows;
                int column = (tile % columns) + map.Links.Ports[port].Columns;
                bool inside = row >= 0 && row < rows && column >= 0 && column < columns;
                yield return (tile, port, inside ? (row * columns) + column : -1);
            }
        }
    }

    /// <summary>Finds the port that receives what leaves on a port.</summary>
    /// <param name="map">The map.</param>
    /// <param name="port">Sending port.</param>
    /// <returns>The neighbour's receiving port.</returns>
    public static int Opposite(RegisterMapDocument map, int port) =>
        map.Links.Ports.FindIndex(other => other.Name == map.Links.Ports[port].Opposite);
}
