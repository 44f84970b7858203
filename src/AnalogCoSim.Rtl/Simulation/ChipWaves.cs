using System.Globalization;
using AnalogCoSim.Chip;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>Waves that a chip writes from its first clock on (flavour Trace): one FST file for each tile, <c>coreNN.fst</c>, or <c>chip.fst</c> of the flat model.</summary>
/// <remarks>
/// Time is in ps at 400 MHz: clock k lasts from 2500 k to 2500 (k + 1) ps. What the chip shows in a clock stands there from its beginning, what is driven into it from its
/// middle on. A sleeping tile is not evaluated, so its clock stands still.
/// </remarks>
/// <param name="Folder">Folder; made if it is missing.</param>
/// <param name="Tiles">Tiles to watch; the flat model writes all of them.</param>
public sealed record ChipWaves(string Folder, IReadOnlyList<int> Tiles)
{
    /// <summary>Picoseconds of a clock in the files.</summary>
    public const int PicosecondsPerClock = RegisterMap.ClockPicoseconds;

    /// <summary>The file of a tile.</summary>
    /// <param name="folder">Folder.</param>
    /// <param name="tile">Tile; null for the flat chip.</param>
    /// <returns>Its path.</returns>
    public static string File(string folder, int? tile) =>
        Path.Combine(folder, tile is { } core ? string.Create(CultureInfo.InvariantCulture, $"core{core:D2}.fst") : "chip.fst");
}
