// Generated from rtl/common/register_map.yaml by `acs generate`; edit that file.
#ifndef ACS_MAP_H_
#define ACS_MAP_H_

namespace acs {

constexpr int kTileRows = 8;  ///< Tiles from north to south.
constexpr int kTileColumns = 8;  ///< Tiles from west to east.
constexpr int kCrossbar = 256;  ///< Rows, and columns, of a crossbar.
constexpr int kBeatBytes = 32;  ///< Input registers that are written in one clock.
constexpr int kNeighbourPorts = 6;  ///< Ports that lead to neighbours; the host port follows them.
constexpr int kHostPort = 6;  ///< Port that leads off the chip.
constexpr int kClockPicoseconds = 2500;  ///< Period of the clock.
constexpr int kLatencyLimit = 1024;  ///< The latency of a macro stays below this; clocks.
constexpr int kTiles = kTileRows * kTileColumns;
constexpr int kPorts = kNeighbourPorts + 1;

}  // namespace acs

#endif
