using System.Globalization;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Tests.Golden;

/// <summary>What stands in <c>tests/golden</c>: written from the text of the architecture, never generated.</summary>
internal static class GoldenFiles
{
    /// <summary>Links as "r0c0 E1 r0c1 W1".</summary>
    public static IReadOnlyList<string> Links => Lines("links.txt");

    /// <summary>Register words of one tile by address.</summary>
    public static IReadOnlyDictionary<int, uint> Registers => Lines("registers.txt").Select(line => line.Split(' ')).ToDictionary(
        word => int.Parse(word[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        word => uint.Parse(word[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static string[] Lines(string name) =>
        [.. File.ReadLines(Path.Combine(RtlTree.Find(), "tests", "golden", name)).Where(line => line.Length > 0 && line[0] != '#')];
}
