// What the scheduler knows of a model, written twice: for a model of each tile and for one of the chip.
#ifndef ACS_FABRIC_H_
#define ACS_FABRIC_H_

#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "Vmodel.h"
#include "acs_coverage.h"
#include "acs_edge.h"
#include "acs_map.h"
#include "acs_memory.h"
#include "acs_registers.h"
#include "acs_waves.h"
#include "verilated.h"

namespace acs {

/// Tiles as a bit mask.
using Mask = uint64_t;

static_assert(kTiles <= 64, "a mask has 64 bits");
static_assert(kPorts <= 8, "ports of a tile: a mask has 8 bits, their bytes 64");
static_assert(kPicosecondsPerClock == kClockPicoseconds, "waves have the clock of the tiles");
constexpr Mask kAllTiles = ~Mask{0} >> (64 - kTiles);
constexpr unsigned kNeighbours = (1u << kNeighbourPorts) - 1;  // ports, as a bit mask

inline Mask bit(int tile) { return Mask{1} << tile; }

/// Calls a function for each tile of a mask, lowest first.
template <class Function>
inline void each(Mask mask, Function&& function) {
  for (; mask; mask &= mask - 1) function(__builtin_ctzll(mask));
}

/// Events of one clock: which tiles show them.
struct Events {
  Mask mvm = 0;
  Mask ldpu = 0;
  Mask host = 0;
};

/// The last packet that came in by a port of a tile; for reports only.
struct PortWatch {
  uint64_t begin;   ///< Clock of its path id.
  int32_t path;     ///< -1 before the first one.
  int32_t length;   ///< Payload bytes it announced; 0 before its second byte.
  int32_t seen;     ///< Bytes seen, preamble included.
  int32_t packets;  ///< Packets begun so far.
};

/// A packet's length byte says one less than it has.
constexpr int kPayloadLimit = 256;

/// Packets that are kept of each port: the one that came last may have begun while the one before is still combined.
constexpr int kPacketsKept = 4;

/// Follows the packets on all links; called for every byte on every link, so a byte of payload is two comparisons and one store. A packet ends with its last byte or at a gap.
class Traffic {
 public:
  Traffic() : kept_(kTiles * (kHostPort + 1) * kPacketsKept) { clear(); }
  void clear() {
    for (Port& port : ports_) port = Port{};
    for (Packet& packet : kept_) packet.watch.path = -1;
  }
  void note(int tile, int port, uint8_t byte, uint64_t cycle) {
    Port& one = ports_[tile * (kHostPort + 1) + port];
    PortWatch& watch = one.watch;
    const uint32_t at = static_cast<uint32_t>(watch.seen) - 2;
    const bool goes_on = cycle == watch.begin + static_cast<uint64_t>(watch.seen);
    if (goes_on && at < static_cast<uint32_t>(watch.length)) {
      one.payload[at] = byte;
      watch.seen++;
      return;
    }
    if (goes_on && watch.seen == 1) {
      watch.length = byte + 1;
      watch.seen = 2;
      return;
    }
    if (watch.path >= 0) kept(tile, port, watch.packets).watch = watch;
    watch = PortWatch{cycle, byte, 0, 1, watch.packets + 1};
    one.payload = kept(tile, port, watch.packets).payload;
  }
  const PortWatch& at(int tile, int port) const { return ports_[tile * (kHostPort + 1) + port].watch; }

  /// The packet before so many later ones that came in by a port; path -1 where it is not kept, or there was none.
  PortWatch at(int tile, int port, int back, const uint8_t*& payload) const {
    const PortWatch& last = at(tile, port);
    if (back >= kPacketsKept) return Port{}.watch;
    const Packet& packet = kept_[slot(tile, port, last.packets - back)];
    payload = packet.payload;
    return back == 0 ? last : packet.watch;
  }

  /// Appends what is known of the ports by which packets came.
  void save(std::vector<uint8_t>& target) const {
    for (int port = 0; port < kTiles * (kHostPort + 1); port++) {
      if (ports_[port].watch.path < 0) continue;
      Saved one{port, ports_[port].watch, {}};
      std::memcpy(one.packets, &kept_[port * kPacketsKept], sizeof(one.packets));
      const auto* const bytes = reinterpret_cast<const uint8_t*>(&one);
      target.insert(target.end(), bytes, bytes + sizeof(one));
    }
  }

  /// Takes back what was appended behind an offset; packets of later clocks are forgotten.
  void restore(const std::vector<uint8_t>& source, size_t offset) {
    clear();
    for (; offset < source.size(); offset += sizeof(Saved)) {
      Saved one;
      std::memcpy(&one, source.data() + offset, sizeof(one));
      std::memcpy(&kept_[one.port * kPacketsKept], one.packets, sizeof(one.packets));
      ports_[one.port] = Port{one.watch, kept_[one.port * kPacketsKept + (one.watch.packets & (kPacketsKept - 1))].payload};
    }
  }

  Traffic(const Traffic&) = delete;
  Traffic& operator=(const Traffic&) = delete;

 private:
  struct Port {
    PortWatch watch{0, -1, 0, 0, 0};
    uint8_t* payload = nullptr;
  };
  struct Packet {
    PortWatch watch;
    uint8_t payload[kPayloadLimit];
  };
  /// A port in a snapshot.
  struct Saved {
    int32_t port;
    PortWatch watch;
    Packet packets[kPacketsKept];
  };

  static size_t slot(int tile, int port, int packet) { return static_cast<size_t>((tile * (kHostPort + 1) + port) * kPacketsKept + (packet & (kPacketsKept - 1))); }
  Packet& kept(int tile, int port, int packet) { return kept_[slot(tile, port, packet)]; }

  Port ports_[kTiles * (kHostPort + 1)];
  std::vector<Packet> kept_;
};

/// An instance of one tile model for each tile. Every tile output is a register, so evaluating all awake tiles and then copying outputs to inputs is exact.
class PartitionedFabric;

/// One model of the whole chip, evaluated in every clock.
class FlatFabric;

}  // namespace acs

#endif
