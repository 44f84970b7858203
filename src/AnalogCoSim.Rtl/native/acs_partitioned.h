#ifndef ACS_PARTITIONED_H_
#define ACS_PARTITIONED_H_

#include "acs_fabric.h"

namespace acs {

class PartitionedFabric {
 public:
  static constexpr bool kLeaps = true;

  PartitionedFabric(VerilatedContext& context, Place& place, const int32_t* links) : context_(context), place_(place) {
    place_.part = "tile";
    std::memcpy(links_, links, sizeof(links_));
    for (int t = 0; t < kTiles; t++) {
      const std::string name = std::string("tile") + char('0' + t / 10) + char('0' + t % 10);
      tiles_[t] = std::make_unique<Vmodel>(&context, name.c_str());
      registers_[t] = Registers::below(context, name + ".acs_tile");
    }
  }

  /// One clock of a reset, or the first one after it; what is on the links goes with it.
  void reset(uint8_t level, uint64_t cycle) {
    for (int t = 0; t < kTiles; t++) {
      tiles_[t]->rst_ni = level;
      tiles_[t]->clk_i = 0;
      counts_[t].watch(*tiles_[t]);
      tiles_[t]->eval();
    }
    Events events;
    step(kAllTiles, cycle, events);
    exchange();
    traffic_.clear();
  }

  const Traffic& traffic() const { return traffic_; }
  const Registers& registers(int t) const { return registers_[t]; }

  void configure(int t, uint32_t address, uint32_t data) {
    tiles_[t]->cfg_valid_i = 1;
    tiles_[t]->cfg_addr_i = static_cast<uint16_t>(address);
    tiles_[t]->cfg_data_i = data;
  }
  void load(int t, int beat, const uint8_t* bytes) {
    tiles_[t]->load_valid_i = 1;
    tiles_[t]->load_addr_i = static_cast<uint8_t>(beat);
    std::memcpy(&tiles_[t]->load_data_i, bytes, kBeatBytes);
  }
  void start(int t, int mode) {
    tiles_[t]->start_i = 1;
    tiles_[t]->mode_i = static_cast<uint8_t>(mode);
  }
  void convert(int t, uint32_t left, uint32_t right) {
    tiles_[t]->adc_valid_i = 1;
    tiles_[t]->adc_left_i = left;
    tiles_[t]->adc_right_i = right;
  }
  void inject(int t, uint8_t byte) {
    tiles_[t]->rx_valid_i |= 1 << kHostPort;
    put_byte(tiles_[t]->rx_data_i, kHostPort, byte);
    traffic_.note(t, kHostPort, byte, place_.cycle);
  }

  /// Takes back everything driven in this clock.
  void release(Mask driven) {
    each(driven, [this](int t) {
      Vmodel& tile = *tiles_[t];
      tile.cfg_valid_i = tile.load_valid_i = tile.start_i = tile.adc_valid_i = 0;
      tile.rx_valid_i &= ~(1 << kHostPort);
      put_byte(tile.rx_data_i, kHostPort, 0);
    });
  }

  /// Tiles that have to be evaluated even when the host does nothing.
  Mask awake() const { return state_.busy | state_.receiving; }

  /// First half of a clock: the tiles of a mask see their inputs and the rising edge.
  void step(Mask mask, uint64_t cycle, Events& events) {
    sending_ = 0;
    each(mask, [&](int t) {
      Vmodel& tile = *tiles_[t];
      place_.instance = t;
      falling_edge(tile);
      if (VM_TRACE) waves_[t].falling(cycle);
      rising_edge(tile);
      if (VM_TRACE) waves_[t].rising(cycle);
      const Mask one = bit(t);
      state_.busy = tile.quiescent_o ? state_.busy & ~one : state_.busy | one;
      if (tile.tx_valid_o | state_.sent[t]) sending_ |= one;
      if (tile.mvm_start_o) events.mvm |= one;
      if (tile.ldpu_valid_o) events.ldpu |= one;
      if (tile.tx_valid_o >> kHostPort & 1) events.host |= one;
    });
    state_.dirty |= mask;
    unsaved_ |= mask;
    place_.instance = -1;
  }

  /// Second half: what was sent becomes the neighbours' input of the next clock.
  void exchange() {
    each(sending_, [this](int t) {
      Vmodel& tile = *tiles_[t];
      const uint8_t valid = tile.tx_valid_o & kNeighbours;
      for (uint8_t ports = valid | state_.sent[t]; ports; ports &= ports - 1) {
        const int port = __builtin_ctz(ports);
        const int32_t link = links_[kNeighbourPorts * t + port];
        if (link < 0) continue;
        Vmodel& other = *tiles_[link >> 3];
        const uint8_t mask = static_cast<uint8_t>(1 << (link & 7));
        const bool on = valid >> port & 1;
        other.rx_valid_i = on ? other.rx_valid_i | mask : other.rx_valid_i & ~mask;
        const uint8_t byte = on ? static_cast<uint8_t>(tile.tx_data_o >> (8 * port)) : 0;
        put_byte(other.rx_data_i, link & 7, byte);
        if (on) traffic_.note(link >> 3, link & 7, byte, place_.cycle + 1);
        const Mask receiver = bit(link >> 3);
        unsaved_ |= receiver;
        state_.receiving = other.rx_valid_i & kNeighbours ? state_.receiving | receiver : state_.receiving & ~receiver;
      }
      state_.sent[t] = valid;
    });
  }

  int mode(int t) const { return tiles_[t]->mvm_mode_o; }
  const int8_t* inputs(int t) const { return reinterpret_cast<const int8_t*>(&tiles_[t]->x_o); }
  uint8_t host_byte(int t) const { return static_cast<uint8_t>(tiles_[t]->tx_data_o >> (8 * kHostPort)); }
  uint8_t column(int t) const { return tiles_[t]->ldpu_column_o; }
  uint8_t result(int t) const { return tiles_[t]->ldpu_data_o; }

  /// Sum over the tiles' register hashes; only tiles that ran since the last call are hashed again.
  Digest digest() {
    each(state_.dirty, [this](int t) { digests_[t] = registers_[t].digest(t); });
    state_.dirty = 0;
    Digest sum;
    for (const Digest& one : digests_) sum.add(one);
    return sum;
  }

#if ACS_SAVABLE
  /// Only tiles that changed since the last snapshot are serialised again.
  void save(Snapshot& target) {
    each(unsaved_, [this](int t) { saved_[t] = writer_.save(*tiles_[t]); });
    unsaved_ = 0;
    const auto* const state = reinterpret_cast<const uint8_t*>(&state_);
    target.links.assign(state, state + sizeof(state_));
    traffic_.save(target.links);
    target.models.assign(saved_.begin(), saved_.end());
  }
  void restore(const Snapshot& source) {
    std::memcpy(&state_, source.links.data(), sizeof(state_));
    state_.dirty = kAllTiles;
    traffic_.restore(source.links, sizeof(state_));
    for (int t = 0; t < kTiles; t++) {
      if (saved_[t] == source.models[t] && !(unsaved_ & bit(t))) continue;
      reader_.restore(source.models[t], *tiles_[t]);
      saved_[t] = source.models[t];
    }
    unsaved_ = 0;
  }
#else
  void save(Snapshot&) {}
  void restore(const Snapshot&) {}
#endif

  void trace(int t, const char* path) {
    waves_[t].close();
    if (path) waves_[t].open(*tiles_[t], path, place_.cycle);
  }
  void close_waves() {
    for (Waves& waves : waves_) waves.close();
  }
#if VM_COVERAGE
  void write_coverage(VerilatedContext& context, const char* path, const char* reset_path) {
    std::vector<Vmodel*> models;
    std::vector<ResetCounts*> counts;
    for (int t = 0; t < kTiles; t++) {
      models.push_back(tiles_[t].get());
      counts.push_back(&counts_[t]);
    }
    acs::write_coverage(context, path, reset_path, models, counts);
  }
#endif
  void finish() {
    for (auto& tile : tiles_) tile->final();
  }
  /// Of the tiles of a mask, those that a step evaluates.
  Mask evaluated(Mask mask) const { return mask; }

 private:
  struct State {
    Mask busy = kAllTiles;
    Mask receiving = 0;
    Mask dirty = kAllTiles;
    uint8_t sent[kTiles] = {};
  };

  static void put_byte(QData& target, int index, uint8_t byte) {
    target = (target & ~(QData{0xff} << (8 * index))) | (QData{byte} << (8 * index));
  }

  VerilatedContext& context_;
  Place& place_;
  int32_t links_[kNeighbourPorts * kTiles];
  State state_;
  Mask sending_ = 0;
  Mask unsaved_ = kAllTiles;  // tiles that differ from their last saved state
  Traffic traffic_;
  std::array<Waves, kTiles> waves_;
  std::array<ResetCounts, kTiles> counts_;
  std::array<std::unique_ptr<Vmodel>, kTiles> tiles_;
  std::array<Registers, kTiles> registers_;
  std::array<Digest, kTiles> digests_;
#if ACS_SAVABLE
  MemoryWriter writer_;
  MemoryReader reader_;
  std::array<Blob, kTiles> saved_;
#endif
};

}  // namespace acs

#endif
