// The clock loop: host commands, macro answers, monitors, digests; the same for both fabrics.
#ifndef ACS_SCHEDULER_H_
#define ACS_SCHEDULER_H_

#include <x86intrin.h>

#include <atomic>
#include <chrono>

#include "acs_activity.h"
#include "acs_commands.h"
#include "acs_engine.h"
#include "acs_engine_state.h"
#include "acs_snapshot_ring.h"

namespace acs {

template <class Fabric>
class Scheduler {
 public:
  explicit Scheduler(const acs_config& config) : config_(config), ring_(config.snapshot_interval, config.snapshot_count) {
    place.context = &context_;
    state_ = std::make_unique<EngineState>();
    guarded(place, [&] {
      for (const int32_t latency : {config.latency_one_phase, config.latency_four_phase}) {
        if (latency < 1 || latency >= kWheel) return refuse("a latency that the macros cannot have");
      }
      context_.fatalOnError(false);
      context_.randSeed(1);
      context_.traceEverOn(VM_TRACE);
      fabric_ = std::make_unique<Fabric>(context_, place, config.links);
      for (int i = 0; i < kResetClocks; i++) fabric_->reset(0, 0);
      fabric_->reset(1, 0);
      ring_.begin(0);
    });
  }

  void finish() {
    closing(place, [&] {
      if (fabric_) fabric_->close_waves();
    });
    guarded(place, [&] {
      if (fabric_) fabric_->finish();
      fabric_.reset();
    });
  }

  void configure(const acs_config_write* writes, int64_t count) {
    const Ticks kept = ticks_;
    stopped_ = false;
    for (int64_t i = 0; i < count && goes_on(); i++) {
      if (writes[i].tile < 0 || writes[i].tile >= kTiles) return refuse("configuration of a tile that does not exist");
      fabric_->configure(writes[i].tile, writes[i].address, writes[i].data);
      clock(drive() | bit(writes[i].tile));
    }
    ticks_ = kept;
  }

  void reset() {
    EngineState& state = *state_;
    state.loading = state.injecting = state.driven1 = state.driven2 = 0;
    state.wheel_entries = 0;
    std::memset(state.wheel, 0, sizeof(state.wheel));
    std::memset(state.tiles, 0, sizeof(state.tiles));
    starting_ = 0;
    for (int i = 0; i <= kResetClocks && !place.error.status; i++) {
      fabric_->reset(i == kResetClocks, state.cycle);
      place.cycle = ++state.cycle;
      statistics_.cycles++;
      if (config_.digest_interval && state.cycle % config_.digest_interval == 0) note_state(state.cycle);
    }
    ring_.begin(state.cycle);
  }

  void idle(uint64_t until) {
    if (state_->loading | state_->injecting | awake() || state_->wheel_entries) return refuse("the chip is not at rest");
    if (until < state_->cycle) return refuse("a clock that is over");
    leap(until);
  }

  void run(const acs_command* commands, int64_t count, uint64_t until) {
    if (const char* why = objection(commands, count, state_->cycle, until)) return refuse(why);
    const auto begin = std::chrono::steady_clock::now();
    const uint64_t ticks = now();
    const acs_command* const end = commands + count;
    stopped_ = false;
    while (state_->cycle < until && goes_on()) {
      if (state_->cycle >= ring_.due()) save(ring_.next(state_->cycle));
      while (commands != end && commands->cycle == state_->cycle) accept(*commands++);
      const Mask driven = drive();
      if (!(driven | awake())) {
        const uint64_t next = next_event(commands != end ? commands->cycle : kNever);
        if (next == kNever) break;
        if (Fabric::kLeaps) {
          leap(next < until ? next : until);
          continue;
        }
      }
      clock(driven);
    }
    const auto spent = std::chrono::steady_clock::now() - begin;
    statistics_.run_ns += std::chrono::duration_cast<std::chrono::nanoseconds>(spent).count();
    ticks_.run += now() - ticks;
  }

  bool stopped() const { return stopped_; }
  void interrupt(bool on) { interrupted_.store(on, std::memory_order_relaxed); }

  acs_tile_report report(int t) const {
    const TileState& tile = state_->tiles[t];
    acs_tile_report result{tile.last_start, tile.mvms, tile.drained, tile.conversion_count, awake() & bit(t) ? 1 : 0, tile.host_at > 0 ? tile.host_path : -1, tile.host_at, {}};
    for (int port = 0; port <= kHostPort; port++) {
      const PortWatch& seen = fabric_->traffic().at(t, port);
      result.ports[port] = told(seen);
    }
    return result;
  }
  acs_port_report packet(int t, int port, int back, uint8_t* payload) const {
    const uint8_t* bytes = nullptr;
    const PortWatch seen = fabric_->traffic().at(t, port, back, bytes);
    if (seen.path >= 0 && seen.seen > 2) std::memcpy(payload, bytes, seen.seen - 2);
    return told(seen);
  }
  uint64_t cycle() const { return state_->cycle; }
  const EngineState& state() const { return *state_; }
  Digest digest() { return fabric_->digest(); }
  Fabric& fabric() { return *fabric_; }

  acs_statistics statistics() const {
    acs_statistics result = statistics_;
    const double scale = ticks_.run ? static_cast<double>(statistics_.run_ns) / static_cast<double>(ticks_.run) : 0;
    result.evaluate_ns = static_cast<uint64_t>(ticks_.evaluate * scale);
    result.exchange_ns = static_cast<uint64_t>(ticks_.exchange * scale);
    result.callback_ns = static_cast<uint64_t>(ticks_.callback * scale);
    return result;
  }

  /// All that the chip is between two clocks: tiles, links, and what scheduler and macros have under way.
  void save(Snapshot& target) {
    const auto* const state = reinterpret_cast<const uint8_t*>(state_.get());
    target.cycle = state_->cycle;
    target.head.assign(state, state + sizeof(EngineState));
    fabric_->save(target);
  }

  void restore(const Snapshot& source) {
    std::memcpy(state_.get(), source.head.data(), sizeof(EngineState));
    fabric_->restore(source);
    place.error = acs_error{};
    place.text.clear();
    place.cycle = state_->cycle;
    starting_ = 0;
    ring_.begin(state_->cycle);
  }

  SnapshotRing& ring() { return ring_; }
  Activity& activity() { return activity_; }

  Place place;

 private:
  static acs_port_report told(const PortWatch& seen) { return acs_port_report{seen.begin, seen.path, seen.length, seen.seen, seen.packets}; }

  // Time stamp counts spent in run() and its parts.
  struct Ticks {
    uint64_t run = 0, evaluate = 0, exchange = 0, callback = 0;
  };

  /// False once the host, an error or another thread ends the run.
  bool goes_on() {
    if (__builtin_expect(interrupted_.load(std::memory_order_relaxed), 0)) stopped_ = true;
    return !stopped_ && !place.error.status;
  }

  Mask awake() const { return fabric_->awake() | state_->driven1 | state_->driven2; }

  uint64_t now() const { return config_.profile ? __rdtsc() : 0; }

  void refuse(const char* why) { place.fail(ACS_BAD_ARGUMENT, "", 0, why); }

  // The RTL broke the order of its outputs: the run ends after this clock.
  void out_of_order(int t, const std::string& seen, const std::string& due) {
    place.instance = t;
    place.fail(ACS_OUT_OF_ORDER, "", 0, seen + in_clock(state_->cycle) + "\n" + due);
    place.instance = -1;
  }
  static std::string in_clock(uint64_t cycle) { return std::string(" in clock ") + std::to_string(cycle) + " of the chip"; }

  void accept(const acs_command& command) {
    TileState& tile = state_->tiles[command.tile];
    const Mask one = bit(command.tile);
    if (command.kind == ACS_START) {
      fabric_->start(command.tile, command.argument);
      starting_ |= one;
    } else if (command.kind == ACS_LOAD) {
      if (state_->loading & one) return refuse("a load while the tile's last load is under way");
      std::memcpy(tile.load, command.data, kCrossbar);
      tile.load_beat = 0;
      state_->loading |= one;
    } else if (command.kind == ACS_WRITE) {
      fabric_->configure(command.tile, static_cast<uint32_t>(command.argument), static_cast<uint32_t>(command.length));
      starting_ |= one;
    } else {
      if (state_->injecting & one) return refuse("a packet while the tile's last packet is under way");
      tile.packet[0] = static_cast<uint8_t>(command.argument);
      tile.packet[1] = static_cast<uint8_t>(command.length - 1);
      std::memcpy(tile.packet + 2, command.data, command.length);
      tile.packet_at = 0;
      tile.packet_length = command.length + 2;
      state_->injecting |= one;
    }
  }

  Mask drive() {
    Mask driven = starting_ | state_->loading | state_->injecting;
    starting_ = 0;
    each(state_->loading, [this](int t) {
      TileState& tile = state_->tiles[t];
      fabric_->load(t, tile.load_beat, tile.load + kBeatBytes * tile.load_beat);
      if (++tile.load_beat == kBeats) state_->loading &= ~bit(t);
    });
    each(state_->injecting, [this](int t) {
      TileState& tile = state_->tiles[t];
      fabric_->inject(t, tile.packet[tile.packet_at]);
      if (++tile.packet_at == tile.packet_length) state_->injecting &= ~bit(t);
    });
    Mask& slot = state_->wheel[state_->cycle % kWheel];
    const Mask converting = slot;
    slot = 0;
    state_->wheel_entries -= __builtin_popcountll(converting);
    each(converting, [this](int t) { convert(t); });
    return driven | converting;
  }

  // Hands pair j to the tile: the left ADC reads column 2j, the right one column 2j + 1.
  void convert(int t) {
    TileState& tile = state_->tiles[t];
    const Conversion& one = tile.conversions[tile.conversion_head];
    const int column = 2 * tile.pair;
    fabric_->convert(t, one.p[column] << 12 | one.n[column], one.p[column + 1] << 12 | one.n[column + 1]);
    if (++tile.pair < kPairs) return schedule(t, state_->cycle + 2);
    tile.pair = 0;
    tile.conversion_head = (tile.conversion_head + 1) % kConversions;
    if (--tile.conversion_count > 0) schedule(t, tile.conversions[tile.conversion_head].first);
  }

  void schedule(int t, uint64_t cycle) {
    state_->wheel[cycle % kWheel] |= bit(t);
    state_->wheel_entries++;
  }

  uint64_t next_event(uint64_t command) const {
    if (!state_->wheel_entries) return command;
    for (uint64_t cycle = state_->cycle; cycle < state_->cycle + kWheel && cycle < command; cycle++) {
      if (state_->wheel[cycle % kWheel]) return cycle;
    }
    return command;
  }

  // Nothing changes until then; only the digests of the skipped intervals are due.
  void leap(uint64_t target) {
    statistics_.leapt_cycles += target - state_->cycle;
    statistics_.cycles += target - state_->cycle;
    const uint64_t interval = config_.digest_interval;
    if (interval) {
      for (uint64_t at = (state_->cycle / interval + 1) * interval; at <= target; at += interval) note_state(at);
    }
    state_->cycle = place.cycle = target;
  }

  void clock(Mask driven) {
    const Mask mask = driven | awake();
    state_->driven2 = state_->driven1;
    state_->driven1 = driven;
    if (activity_.on()) activity_.add(state_->cycle, fabric_->evaluated(mask));
    const uint64_t begin = now();
    Events events;
    fabric_->step(mask, state_->cycle, events);
    const uint64_t evaluated = now();
    fabric_->release(driven);
    fabric_->exchange();
    const uint64_t exchanged = now();
    place.cycle = ++state_->cycle;
    statistics_.cycles++;
    statistics_.tile_evaluations += __builtin_popcountll(fabric_->evaluated(mask));
    if (events.mvm) each(events.mvm, [this](int t) { start_macro(t); });
    if (events.ldpu) each(events.ldpu, [this](int t) { note_result(t); });
    if (events.host) each(events.host, [this](int t) { note_host_byte(t); });
    ticks_.evaluate += evaluated - begin;
    ticks_.exchange += exchanged - evaluated;
    if (config_.digest_interval && state_->cycle % config_.digest_interval == 0) note_state(state_->cycle);
  }

  void note_state(uint64_t cycle) {
    const Digest digest = fabric_->digest();
    state_->states.add(hash(cycle, 1, 2, &digest, sizeof(digest)));
  }

  void note(int t, uint64_t kind, const void* data, size_t size) { state_->events.add(hash(state_->cycle, t, kind, data, size)); }

  // mvm_start_o is on in the clock that begins now; the macro's first pair comes `latency` clocks later, or when its converter is free.
  void start_macro(int t) {
    TileState& tile = state_->tiles[t];
    if (tile.conversion_count == kConversions) return out_of_order(t, "mvm_start_o", "at most " + std::to_string(kConversions) + " MVMs under way in the macro of a tile");
    tile.last_start = state_->cycle;
    const int mode = fabric_->mode(t);
    note(t, 1 + mode, fabric_->inputs(t), kCrossbar);
    Conversion& one = tile.conversions[(tile.conversion_head + tile.conversion_count) % kConversions];
    const uint64_t begin = now();
    stopped_ |= config_.callbacks.analog(config_.callbacks.context, t, tile.mvms++, mode, fabric_->inputs(t), one.p, one.n) != 0;
    ticks_.callback += now() - begin;
    const uint64_t due = state_->cycle + (mode ? config_.latency_four_phase : config_.latency_one_phase);
    one.first = due > tile.converter_free ? due : tile.converter_free;
    tile.converter_free = one.first + 2 * kPairs;
    if (tile.conversion_count++ == 0) schedule(t, one.first);
    statistics_.mvms++;
  }

  void note_result(int t) {
    TileState& tile = state_->tiles[t];
    const uint8_t result[2] = {fabric_->column(t), fabric_->result(t)};
    note(t, 3, result, 2);
    const int column = result[0];
    if (__builtin_expect(column != tile.column_due || (column && state_->cycle != tile.column_clock + 1), 0)) {
      return out_of_order(t, "LDPU column " + std::to_string(column), "LDPU column " + std::to_string(tile.column_due) + (tile.column_due ? in_clock(tile.column_clock + 1) : std::string()));
    }
    tile.column_due = (column + 1) % kCrossbar;
    tile.column_clock = state_->cycle;
    tile.results[column] = static_cast<int8_t>(result[1]);
    if (column != kCrossbar - 1) return;
    const uint64_t begin = now();
    stopped_ |= config_.callbacks.ldpu(config_.callbacks.context, t, tile.drained++, state_->cycle, tile.results) != 0;
    ticks_.callback += now() - begin;
  }

  void note_host_byte(int t) {
    TileState& tile = state_->tiles[t];
    const uint8_t byte = fabric_->host_byte(t);
    note(t, 4, &byte, 1);
    const int at = tile.host_at++;
    if (__builtin_expect(at && state_->cycle != tile.host_clock + 1, 0)) {
      return out_of_order(t, "byte " + std::to_string(at) + " of a packet of path " + std::to_string(tile.host_path) + " to the host", "this byte" + in_clock(tile.host_clock + 1));
    }
    tile.host_clock = state_->cycle;
    if (at == 0) {
      tile.host_path = byte;
    } else if (at == 1) {
      tile.host_length = byte + 1;
    } else {
      tile.host[at - 2] = static_cast<int8_t>(byte);
      if (at - 1 == tile.host_length) finish_packet(t);
    }
  }

  void finish_packet(int t) {
    TileState& tile = state_->tiles[t];
    tile.host_at = 0;
    statistics_.packets++;
    const uint64_t begin = now();
    stopped_ |= config_.callbacks.host(config_.callbacks.context, t, tile.host_path, tile.host_length, tile.host, state_->cycle) != 0;
    ticks_.callback += now() - begin;
  }

  acs_config config_;
  VerilatedContext context_;
  std::unique_ptr<EngineState> state_;
  std::unique_ptr<Fabric> fabric_;
  acs_statistics statistics_{};
  SnapshotRing ring_;
  Activity activity_;
  Mask starting_ = 0;
  bool stopped_ = false;
  std::atomic<bool> interrupted_{false};
  Ticks ticks_;
};

}  // namespace acs

#endif
