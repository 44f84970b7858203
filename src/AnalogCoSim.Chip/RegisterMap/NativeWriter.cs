namespace AnalogCoSim.Chip.RegisterMaps;

/// <summary>Writes what the native scheduler needs of the map as a C++ header.</summary>
internal static class NativeWriter
{
    /// <summary>Writes the header.</summary>
    /// <param name="map">A checked map.</param>
    /// <returns>The file's text.</returns>
    public static string Write(RegisterMapDocument map)
    {
        (string Name, int Value, string Doc)[] constants =
        [
            ("kTileRows", map.Geometry["tile_rows"], "Tiles from north to south."),
            ("kTileColumns", map.Geometry["tile_columns"], "Tiles from west to east."),
            ("kCrossbar", map.Geometry["crossbar_rows"], "Rows, and columns, of a crossbar."),
            ("kBeatBytes", map.Geometry["rows_per_load_beat"], "Input registers that are written in one clock."),
            ("kNeighbourPorts", map.Links.Ports.Count, "Ports that lead to neighbours; the host port follows them."),
            ("kHostPort", map.Links.HostPort, "Port that leads off the chip."),
            ("kClockPicoseconds", map.ClockPicoseconds, "Period of the clock."),
            ("kLatencyLimit", map.LatencyLimit, "The latency of a macro stays below this; clocks."),
        ];
        var text = new GeneratedText();
        text.Line($"// Generated from rtl/common/register_map.yaml by `acs generate`; edit that file.");
        text.Line($"#ifndef ACS_MAP_H_");
        text.Line($"#define ACS_MAP_H_");
        text.Line();
        text.Line($"namespace acs {{");
        text.Line();
        foreach ((string name, int value, string doc) in constants)
        {
            text.Line($"constexpr int {name} = {value};  ///< {doc}");
        }

        text.Line($"constexpr int kTiles = kTileRows * kTileColumns;");
        text.Line($"constexpr int kPorts = kNeighbourPorts + 1;");
        text.Line();
        text.Line($"}}  // namespace acs");
        text.Line();
        text.Line($"#endif");
        return text.ToString();
    }
}
