// Registers that are held at a value, whatever the RTL assigns.
#ifndef ACS_FORCES_H_
#define ACS_FORCES_H_

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace acs {

/// After an evaluation that changed a held register, the value is put back and the logic behind it evaluated again: only the RTL's own edge sees the other value, and nothing samples it.
class Forces {
 public:
  bool empty() const { return all_.empty(); }

  /// Holds a register; a value of no bytes lets go.
  void set(void* data, const uint8_t* value, size_t size) {
    all_.erase(std::remove_if(all_.begin(), all_.end(), [&](const Force& one) { return one.data == data; }), all_.end());
    if (size > 0) all_.push_back({data, std::vector<uint8_t>(value, value + size)});
  }

  /// Puts the values back; tells whether one was another.
  bool apply() {
    bool changed = false;
    for (const Force& one : all_) {
      if (std::memcmp(one.data, one.value.data(), one.value.size()) == 0) continue;
      std::memcpy(one.data, one.value.data(), one.value.size());
      changed = true;
    }
    return changed;
  }

 private:
  struct Force {
    void* data;
    std::vector<uint8_t> value;
  };

  std::vector<Force> all_;
};

}  // namespace acs

#endif
