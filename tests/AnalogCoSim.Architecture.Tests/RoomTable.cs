using System.Text.RegularExpressions;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Architecture.Tests;

/// <summary>The table of rooms in src/ARCHITECTURE.md: which there are, in their order, and which others each one uses.</summary>
/// <param name="Rooms">Rooms from the lowest to the highest, with the short names of those they use.</param>
internal sealed partial record RoomTable(IReadOnlyList<(string Room, string[] Uses)> Rooms)
{
    public static string Root { get; } = Checkout.Around(AppContext.BaseDirectory)!;

    public static RoomTable Read() => Of(File.ReadAllText(Path.Combine(Root, "src", "ARCHITECTURE.md")));

    public static RoomTable Of(string text) => new([.. Row().Matches(text).Select(row => (row.Groups[1].Value, row.Groups[2].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))]);

    /// <summary>What contradicts the order: a use of a room that does not stand above.</summary>
    public IEnumerable<string> Upward() =>
        from index in Enumerable.Range(0, Rooms.Count)
        from used in Rooms[index].Uses
        where !Rooms.Take(index).Any(room => room.Room == used)
        select $"{Rooms[index].Room} uses {used}, which does not stand above it";

    [GeneratedRegex(@"^\| `AnalogCoSim\.(\w+)` \| [^|]* \| ([\w, ]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
