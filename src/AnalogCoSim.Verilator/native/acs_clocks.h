// Several clocks of one module, each with its period; edges come in the order of their times, those of one time together.
#ifndef ACS_CLOCKS_H_
#define ACS_CLOCKS_H_

#include <cstdint>
#include <cstring>
#include <vector>

namespace acs {

class Clocks {
 public:
  void clear() { all_.clear(); }

  /// \param port Its storage in the model, one byte. \param half Half a period in ps. \param first Time of the first rising edge in ps.
  void add(uint8_t* port, uint64_t half, uint64_t first) {
    *port = 0;
    all_.push_back({port, half, first, 0});
  }

  int32_t count() const { return static_cast<int32_t>(all_.size()); }

  /// Rising edges so far.
  uint64_t edges(int32_t clock) const { return all_[clock].edges; }

  /// Time of the earliest edge that is due.
  uint64_t next() const {
    uint64_t earliest = all_[0].due;
    for (const Clock& one : all_) earliest = one.due < earliest ? one.due : earliest;
    return earliest;
  }

  /// Toggles all clocks whose edge is due first; returns its time.
  uint64_t toggle() {
    const uint64_t time = next();
    for (Clock& one : all_) {
      if (one.due != time) continue;
      *one.port ^= 1;
      one.edges += *one.port;
      one.due += one.half;
    }
    return time;
  }

  /// The time, phases and counts, for a snapshot; levels are ports and so part of the model.
  std::vector<uint8_t> state(uint64_t time) const {
    std::vector<uint64_t> words{time};
    for (const Clock& one : all_) words.insert(words.end(), {one.due, one.edges});
    const uint8_t* const begin = reinterpret_cast<const uint8_t*>(words.data());
    return std::vector<uint8_t>(begin, begin + words.size() * sizeof(uint64_t));
  }

  /// Goes back to a state of the same clocks; returns its time.
  uint64_t restore(const std::vector<uint8_t>& bytes) {
    std::vector<uint64_t> words(bytes.size() / sizeof(uint64_t));
    std::memcpy(words.data(), bytes.data(), bytes.size());
    for (size_t k = 0; k < all_.size() && 2 * k + 2 < words.size(); k++) {
      all_[k].due = words[2 * k + 1];
      all_[k].edges = words[2 * k + 2];
    }
    return words[0];
  }

 private:
  struct Clock {
    uint8_t* port;
    uint64_t half;
    uint64_t due;  // time of its next edge
    uint64_t edges;
  };

  std::vector<Clock> all_;
};

}  // namespace acs

#endif
