// Everything the scheduler remembers between clocks, as plain data: a snapshot is a copy of it.
#ifndef ACS_ENGINE_STATE_H_
#define ACS_ENGINE_STATE_H_

#include "acs_engine.h"
#include "acs_fabric.h"

namespace acs {

constexpr int kPairs = kCrossbar / 2;
constexpr int kBeats = kCrossbar / kBeatBytes;
constexpr int kConversions = 4;   // MVMs a macro may have under way
constexpr int kWheel = kLatencyLimit;  // clocks the macro may look ahead
constexpr int kResetClocks = 4;
constexpr uint64_t kNever = ~uint64_t{0};

/// Counts on their way from the macro to the tile.
struct Conversion {
  uint64_t first;
  uint16_t p[kCrossbar];
  uint16_t n[kCrossbar];
};

struct TileState {
  uint8_t load[kCrossbar];
  uint8_t packet[kCrossbar + 2];
  int32_t load_beat;
  int32_t packet_at;
  int32_t packet_length;
  // Macro: ring of conversions.
  int32_t conversion_head;
  int32_t conversion_count;
  int32_t pair;
  uint64_t converter_free;
  uint32_t mvms;
  uint64_t last_start;  // clock of the last mvm_start_o
  // LDPU monitor.
  uint32_t drained;
  int32_t column_due;     // next column
  uint64_t column_clock;  // clock of the last one
  int8_t results[kCrossbar];
  // Packet to the host: bytes seen (2 of them header).
  int32_t host_at;
  uint64_t host_clock;  // clock of the last one
  int32_t host_path;
  int32_t host_length;
  int8_t host[kCrossbar];
  Conversion conversions[kConversions];
};

struct EngineState {
  uint64_t cycle = 0;
  Mask loading = 0;
  Mask injecting = 0;
  // Tiles driven in the last two clocks: registers that exist for assertions only follow an input by up to two clocks, and quiescent_o knows nothing of them.
  Mask driven1 = 0;
  Mask driven2 = 0;
  Digest events;
  Digest states;
  Mask wheel[kWheel] = {};  // tiles that get a pair of counts in the clock
  int32_t wheel_entries = 0;
  TileState tiles[kTiles] = {};
};

}  // namespace acs

#endif
