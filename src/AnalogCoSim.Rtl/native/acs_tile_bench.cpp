// The yardstick of the C# interface: the same stimulus for one tile, driven by a hand-written C++ loop. Compiled with the engine's own flags.
#include <chrono>
#include <cstring>
#include <memory>

#include "Vmodel.h"
#include "acs_edge.h"
#include "acs_engine.h"

/// What the bench drives in one clock; layout of TileStimulus.cs.
struct acs_tile_stimulus {
  uint8_t load_valid;
  uint8_t load_address;
  uint8_t start;
  uint8_t adc_valid;
  uint32_t adc_left;
  uint32_t adc_right;
  uint8_t load_data[32];
};

namespace {

void clock(Vmodel& tile) {
  acs::falling_edge(tile);
  tile.clk_i = 1;
  tile.eval();
}

void prepare(Vmodel& tile, const acs_config_write* writes, int64_t count) {
  for (int i = 0; i < 5; i++) {
    tile.rst_ni = i == 4;
    tile.clk_i = 0;
    tile.eval();
    clock(tile);
  }
  for (int64_t i = 0; i < count; i++) {
    tile.cfg_valid_i = 1;
    tile.cfg_addr_i = static_cast<uint16_t>(writes[i].address);
    tile.cfg_data_i = writes[i].data;
    clock(tile);
  }
  tile.cfg_valid_i = 0;
}

// The first interval differs: no counts are under way yet. Another thread may raise the flag; it is looked at once an interval.
uint64_t drive(Vmodel& tile, const acs_tile_stimulus* first, const acs_tile_stimulus* period, int64_t length, uint64_t clocks, const int32_t* stop) {
  uint64_t checksum = 0;
  const acs_tile_stimulus* stimulus = first;
  int64_t at = 0;
  for (uint64_t i = 0; i < clocks; i++) {
    const acs_tile_stimulus& now = stimulus[at];
    if (++at == length) {
      if (__atomic_load_n(stop, __ATOMIC_RELAXED) != 0) break;
      at = 0;
      stimulus = period;
    }
    tile.load_valid_i = now.load_valid;
    tile.load_addr_i = now.load_address;
    tile.start_i = now.start;
    tile.adc_valid_i = now.adc_valid;
    tile.adc_left_i = now.adc_left;
    tile.adc_right_i = now.adc_right;
    std::memcpy(&tile.load_data_i, now.load_data, sizeof(now.load_data));
    clock(tile);
    if (tile.ldpu_valid_o) checksum = 31 * checksum + tile.ldpu_data_o;
  }
  return checksum;
}

}  // namespace

/// Resets and configures a tile, then drives it; gives the checksum of its LDPU results and the time of the loop alone.
/// Ends early, with neither of use, once *stop is not 0.
ACS_EXPORT int32_t acs_tile_bench(const acs_config_write* writes, int64_t count, const acs_tile_stimulus* first,
                                  const acs_tile_stimulus* period, int64_t length, uint64_t clocks, const int32_t* stop, uint64_t* checksum,
                                  uint64_t* nanoseconds) {
  VerilatedContext context;
  acs::Place place;
  place.context = &context;
  return acs::guarded(place, [&] {
    context.fatalOnError(false);
    context.randSeed(1);
    const auto tile = std::make_unique<Vmodel>(&context, "TOP");
    prepare(*tile, writes, count);
    const auto begin = std::chrono::steady_clock::now();
    *checksum = drive(*tile, first, period, length, clocks, stop);
    *nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begin).count();
    tile->final();
  });
}
