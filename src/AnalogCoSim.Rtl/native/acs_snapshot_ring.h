// The last few snapshots of an engine, taken every so many clocks.
#ifndef ACS_SNAPSHOT_RING_H_
#define ACS_SNAPSHOT_RING_H_

#include "acs_memory.h"

namespace acs {

class SnapshotRing {
 public:
  /// An interval or a count of 0 keeps none.
  SnapshotRing(int32_t interval, int32_t count) : interval_(count > 0 && interval > 0 ? interval : 0), slots_(interval_ ? count : 0) {}

  /// First clock at which the next snapshot is due.
  uint64_t due() const { return due_; }

  /// Starts counting at a clock; snapshots of later clocks belong to a future that was given up.
  void begin(uint64_t cycle) {
    while (kept_ > 0 && at(kept_ - 1).cycle > cycle) kept_--;
    due_ = interval_ ? (cycle / interval_ + 1) * interval_ : ~uint64_t{0};
  }

  /// The slot for the snapshot of a clock: the oldest one once all are in use. Its memory is used again.
  Snapshot& next(uint64_t cycle) {
    due_ = (cycle / interval_ + 1) * interval_;
    if (kept_ == slots_.size()) {
      first_ = (first_ + 1) % slots_.size();
    } else {
      kept_++;
    }
    return at(kept_ - 1);
  }

  size_t count() const { return kept_; }

  /// A kept snapshot, the oldest first.
  Snapshot& at(size_t index) { return slots_[(first_ + index) % slots_.size()]; }

 private:
  uint64_t interval_;
  uint64_t due_ = ~uint64_t{0};
  size_t first_ = 0;
  size_t kept_ = 0;
  std::vector<Snapshot> slots_;
};

}  // namespace acs

#endif
