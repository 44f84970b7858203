// How often each tile was evaluated, over time.
#ifndef ACS_ACTIVITY_H_
#define ACS_ACTIVITY_H_

#include "acs_fabric.h"

namespace acs {

/// Counts evaluations of every tile in bins of equally many clocks. When the bins are used up, neighbours are merged and the bins get twice as wide.
class Activity {
 public:
  /// Counts from a clock on; no bins switch it off.
  void start(uint64_t cycle, uint64_t bin_clocks, size_t bins) {
    begin_ = cycle;
    clocks_ = bin_clocks;
    limit_ = bins & ~size_t{1};
    counts_.assign(limit_ * kTiles, 0);
    bin_ = 0;
    end_ = limit_ ? cycle + bin_clocks : ~uint64_t{0};
    std::memset(planes_, 0, sizeof(planes_));
  }

  bool on() const { return limit_ > 0; }

  /// The tiles of a mask were evaluated in a clock. Bit k of a tile's count is its bit in plane k: a clock costs two steps on average, however many tiles it has.
  void add(uint64_t cycle, Mask mask) {
    if (cycle >= end_) advance(cycle);
    for (Mask* plane = planes_; mask; plane++) {
      const Mask carry = *plane & mask;
      *plane ^= mask;
      mask = carry;
    }
  }

  /// Brings the bins up to a clock that has not run yet, so that they can be read; later clocks go on in the last one.
  void settle(uint64_t cycle) {
    if (!on()) return;
    flush();
    if (cycle > begin_ && cycle - 1 >= end_) advance(cycle - 1);
  }

  uint64_t begin() const { return begin_; }
  uint64_t bin_clocks() const { return clocks_; }
  size_t bins() const { return on() ? bin_ + 1 : 0; }
  const uint32_t* counts() const { return counts_.data(); }

 private:
  static constexpr int kPlanes = 33;  // one more than the bits of a count, so that the last carry has a place

  void advance(uint64_t cycle) {
    flush();
    while (cycle - begin_ >= clocks_ * limit_) merge();
    bin_ = (cycle - begin_) / clocks_;
    end_ = begin_ + (bin_ + 1) * clocks_;
  }

  void flush() {
    uint32_t* const row = counts_.data() + bin_ * kTiles;
    for (int k = 0; k < kPlanes - 1; k++) {
      each(planes_[k], [row, k](int t) { row[t] += uint32_t{1} << k; });
      planes_[k] = 0;
    }
  }

  void merge() {
    for (size_t bin = 0; bin < limit_; bin++) {
      for (int t = 0; t < kTiles; t++) {
        const uint32_t count = counts_[bin * kTiles + t];
        if (bin % 2 == 0) {
          counts_[bin / 2 * kTiles + t] = count;
        } else {
          counts_[bin / 2 * kTiles + t] += count;
        }
      }
    }
    std::fill(counts_.begin() + limit_ / 2 * kTiles, counts_.end(), 0);
    clocks_ *= 2;
  }

  uint64_t begin_ = 0;
  uint64_t clocks_ = 0;
  uint64_t end_ = ~uint64_t{0};
  size_t limit_ = 0;
  size_t bin_ = 0;
  Mask planes_[kPlanes] = {};
  std::vector<uint32_t> counts_;
};

}  // namespace acs

#endif
