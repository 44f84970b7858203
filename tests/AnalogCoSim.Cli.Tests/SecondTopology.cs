using System.Text.RegularExpressions;
using AnalogCoSim.Chip.RegisterMaps;

namespace AnalogCoSim.Cli.Tests;

/// <summary>A register map of another chip: 3 x 4 tiles, diagonal links instead of those over two tiles, ports in another order.</summary>
internal static class SecondTopology
{
    /// <summary>Where the map lies in a checkout.</summary>
    public const string File = "rtl/common/register_map.yaml";

    private const string Ports = """
          ports:
            - { name: E1, rows: 0, columns: 1, opposite: W1 }
            - { name: E2, rows: 1, columns: 1, opposite: W2 }
            - { name: S1, rows: 1, columns: 0, opposite: N1 }
            - { name: W1, rows: 0, columns: -1, opposite: E1 }
            - { name: W2, rows: -1, columns: -1, opposite: E2 }
            - { name: N1, rows: -1, columns: 0, opposite: S1 }

        """;

    /// <summary>Text of the map.</summary>
    public static string Yaml { get; } = Changed(System.IO.File.ReadAllText(Path.Combine(AcsProcess.Root, File)));

    /// <summary>Neighbours of each tile (row * 4 + column) in the order of the ports, counted by hand; -1 where the chip ends.</summary>
    public static int[][] Neighbours { get; } =
    [
        [1, 5, 4, -1, -1, -1],
        [2, 6, 5, 0, -1, -1],
        [3, 7, 6, 1, -1, -1],
        [-1, -1, 7, 2, -1, -1],
        [5, 9, 8, -1, -1, 0],
        [6, 10, 9, 4, 0, 1],
        [7, 11, 10, 5, 1, 2],
        [-1, -1, 11, 6, 2, 3],
        [9, -1, -1, -1, -1, 4],
        [10, -1, -1, 8, 4, 5],
        [11, -1, -1, 9, 5, 6],
        [-1, -1, -1, 10, 6, 7],
    ];

    /// <summary>Text of a file that is generated from the map.</summary>
    /// <param name="path">Its path in a checkout.</param>
    /// <returns>The text.</returns>
    public static string Generated(string path) => RegisterMapGenerator.Generate(Yaml).Single(file => file.Path == path).Text;

    private static string Changed(string text)
    {
        text = Once(text, "tile_rows: 8", "tile_rows: 3");
        text = Once(text, "tile_columns: 8", "tile_columns: 4");
        return Once(text, "  ports:\n(    - .*\n)+", Ports);
    }

    private static string Once(string text, string pattern, string replacement)
    {
        Assert.That(Regex.Count(text, pattern), Is.EqualTo(1), pattern);
        return Regex.Replace(text, pattern, replacement);
    }
}
