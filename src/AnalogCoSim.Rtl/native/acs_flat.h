#ifndef ACS_FLAT_H_
#define ACS_FLAT_H_

#include "acs_fabric.h"
#include "acs_tiles.h"

namespace acs {

class FlatFabric {
 public:
  static constexpr bool kLeaps = false;

  FlatFabric(VerilatedContext& context, Place& place, const int32_t*) : place_(place), chip_(std::make_unique<Vmodel>(&context, "TOP")) {
    registers_.resize(kTiles);
    for (const auto& [tile, prefix] : tile_scopes(context, "TOP.acs_chip", kTileColumns)) {
      if (tile < kTiles) registers_[tile] = Registers::below(context, prefix);
    }
  }

  /// One clock of a reset, or the first one after it.
  void reset(uint8_t level, uint64_t cycle) {
    chip_->rst_ni = level;
    chip_->clk_i = 0;
    counts_.watch(*chip_);
    chip_->eval();
    Events events;
    step(kAllTiles, cycle, events);
    traffic_.clear();
  }

  const Traffic& traffic() const { return traffic_; }
  const Registers& registers(int t) const { return registers_[t]; }

  void configure(int t, uint32_t address, uint32_t data) {
    chip_->cfg_valid_i = 1;
    chip_->cfg_tile_i = static_cast<uint8_t>(t);
    chip_->cfg_addr_i = static_cast<uint16_t>(address);
    chip_->cfg_data_i = data;
  }
  void load(int t, int beat, const uint8_t* bytes) {
    chip_->load_valid_i |= bit(t);
    uint8_t* address = bytes_of(chip_->load_addr_i);
    for (int b = 0; b < 3; b++) {
      const int at = 3 * t + b;
      address[at / 8] = static_cast<uint8_t>((address[at / 8] & ~(1u << at % 8)) | static_cast<unsigned>(beat >> b & 1) << at % 8);
    }
    std::memcpy(bytes_of(chip_->load_data_i) + kBeatBytes * t, bytes, kBeatBytes);
  }
  void start(int t, int mode) {
    chip_->start_i |= bit(t);
    chip_->mode_i = mode ? chip_->mode_i | bit(t) : chip_->mode_i & ~bit(t);
  }
  void convert(int t, uint32_t left, uint32_t right) {
    chip_->adc_valid_i |= bit(t);
    std::memcpy(bytes_of(chip_->adc_left_i) + 3 * t, &left, 3);
    std::memcpy(bytes_of(chip_->adc_right_i) + 3 * t, &right, 3);
  }
  void inject(int t, uint8_t byte) {
    chip_->host_rx_valid_i |= bit(t);
    traffic_.note(t, kHostPort, byte, place_.cycle);
    bytes_of(chip_->host_rx_data_i)[t] = byte;
  }

  void release(Mask driven) {
    chip_->cfg_valid_i = 0;
    chip_->load_valid_i = chip_->start_i = chip_->adc_valid_i = chip_->host_rx_valid_i = 0;
    each(driven, [this](int t) { bytes_of(chip_->host_rx_data_i)[t] = 0; });
  }

  Mask awake() const { return kAllTiles & ~static_cast<Mask>(chip_->quiescent_o); }

  void step(Mask, uint64_t cycle, Events& events) {
    falling_edge(*chip_);
    waves_.falling(cycle);
    rising_edge(*chip_);
    waves_.rising(cycle);
    events.mvm = chip_->mvm_start_o;
    events.ldpu = chip_->ldpu_valid_o;
    events.host = chip_->host_tx_valid_o;
  }

  void exchange() {}

  int mode(int t) const { return static_cast<int>(chip_->mvm_mode_o >> t & 1); }
  const int8_t* inputs(int t) const { return reinterpret_cast<const int8_t*>(bytes_of(chip_->x_o)) + kCrossbar * t; }
  uint8_t host_byte(int t) const { return bytes_of(chip_->host_tx_data_o)[t]; }
  uint8_t column(int t) const { return bytes_of(chip_->ldpu_column_o)[t]; }
  uint8_t result(int t) const { return bytes_of(chip_->ldpu_data_o)[t]; }

  Digest digest() {
    Digest sum;
    for (int t = 0; t < kTiles; t++) sum.add(registers_[t].digest(t));
    return sum;
  }

#if ACS_SAVABLE
  void save(Snapshot& target) { target.models.assign(1, writer_.save(*chip_)); }
  void restore(const Snapshot& source) {
    traffic_.clear();
    reader_.restore(source.models[0], *chip_);
  }
#else
  void save(Snapshot&) {}
  void restore(const Snapshot&) {}
#endif

  void trace(int, const char* path) {
    waves_.close();
    if (path) waves_.open(*chip_, path, place_.cycle);
  }
  void close_waves() { waves_.close(); }
#if VM_COVERAGE
  void write_coverage(VerilatedContext& context, const char* path, const char* reset_path) {
    acs::write_coverage(context, path, reset_path, std::vector<Vmodel*>{chip_.get()}, std::vector<ResetCounts*>{&counts_});
  }
#endif
  void finish() { chip_->final(); }
  Mask evaluated(Mask) const { return kAllTiles; }

 private:
  // A port is an integer or an array of words, depending on how many tiles there are; its bytes lie in the same order.
  template <class Port>
  static uint8_t* bytes_of(Port& port) {
    return reinterpret_cast<uint8_t*>(&port);
  }

  Place& place_;
  Traffic traffic_;
  Waves waves_;
  ResetCounts counts_;
  std::unique_ptr<Vmodel> chip_;
  std::vector<Registers> registers_;
#if ACS_SAVABLE
  MemoryWriter writer_;
  MemoryReader reader_;
#endif
};

}  // namespace acs

#endif
