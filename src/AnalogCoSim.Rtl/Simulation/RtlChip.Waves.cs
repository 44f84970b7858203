using System.Text;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Rtl.Simulation;

/// <content>Waves, and what a tile did last.</content>
public sealed unsafe partial class RtlChip
{
    private readonly HashSet<int> _traced = [];

    /// <summary>Starts or stops writing waves of one tile (flavour Trace); those of other tiles go on. See <see cref="ChipWaves"/> for the time.</summary>
    /// <param name="tile">Tile to watch; the flat model has one file for the whole chip.</param>
    /// <param name="path">FST file, which begins with the present values; null closes the tile's current one.</param>
    public void Trace(int tile, string? path)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, ChipGeometry.Cores);
        fixed (byte* text = path is null ? null : Encoding.UTF8.GetBytes(path + '\0'))
        {
            Finish(_gate.Enter(), _library.Trace(_handle.Address, tile, text));
        }

        _ = path is null ? _traced.Remove(tile) : _traced.Add(tile);
    }

    /// <summary>Starts waves of several tiles, from the next clock on.</summary>
    /// <param name="waves">Folder and tiles.</param>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> OpenWaves(ChipWaves waves)
    {
        ArgumentNullException.ThrowIfNull(waves);
        FileErrors.Guard(waves.Folder, () => Directory.CreateDirectory(waves.Folder));
        int[] tiles = _flat ? [0] : [.. waves.Tiles.Distinct().Order()];
        string[] files = [.. tiles.Select(tile => ChipWaves.File(waves.Folder, _flat ? null : tile))];
        foreach ((int tile, string file) in tiles.Zip(files))
        {
            Trace(tile, file);
        }

        return files;
    }

    /// <summary>Closes all waves; without waves nothing happens.</summary>
    public void CloseWaves()
    {
        _gate.ThrowIfClosed();
        foreach (int tile in _traced.ToArray())
        {
            Trace(tile, null);
        }
    }
}
