// Snapshots in memory: Verilator's serialisation without a file (flavours built with --savable).
#ifndef ACS_MEMORY_H_
#define ACS_MEMORY_H_

#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace acs {

/// The state of a model, or of one tile, as bytes; shared by all snapshots between which it did not change.
using Blob = std::shared_ptr<const std::vector<uint8_t>>;

/// The state of a model or engine at one clock. A copy is cheap: models are shared.
struct Snapshot {
  uint64_t cycle = 0;
  std::vector<uint8_t> head;   ///< Plain data of the harness.
  std::vector<uint8_t> links;  ///< Plain data of the fabric between the models.
  std::vector<Blob> models;

  int64_t size() const {
    size_t sum = head.size() + links.size();
    for (const Blob& model : models) sum += model->size();
    return static_cast<int64_t>(sum);
  }
};

}  // namespace acs

#if ACS_SAVABLE
#include "acs_state.h"
#include "verilated_save.h"

namespace acs {

/// Serialises models; kept for the life of an engine, since its buffer is a quarter of a megabyte.
class MemoryWriter final : public VerilatedSerialize {
 public:
  MemoryWriter() { m_isOpen = true; }
  void flush() override {
    spilled_.insert(spilled_.end(), m_bufp, m_cp);
    m_cp = m_bufp;
  }

  /// The state of a model.
  template <class Model>
  Blob save(Model& model) {
#if ACS_PLAIN_STATE
    return std::make_shared<std::vector<uint8_t>>(state_begin(model), state_end(model));
#else
    *this << model;
    flush();
    auto result = std::make_shared<std::vector<uint8_t>>(spilled_);
    spilled_.clear();
    return result;
#endif
  }

 private:
  std::vector<uint8_t> spilled_;
};

/// Reads back what a MemoryWriter wrote.
class MemoryReader final : public VerilatedDeserialize {
 public:
  MemoryReader() { m_isOpen = true; }

  template <class Model>
  void restore(const Blob& blob, Model& model) {
#if ACS_PLAIN_STATE
    std::memcpy(state_begin(model), blob->data(), blob->size());
#else
    data_ = blob->data();
    left_ = blob->size();
    m_cp = m_endp = m_bufp;
    fill();
    *this >> model;
#endif
  }

 private:
  void fill() override {
    // Called on every read once less than the reserve is buffered; moving the tail each time would make restoring quadratic.
    if (left_ == 0) return;
    const size_t kept = static_cast<size_t>(m_endp - m_cp);
    std::memmove(m_bufp, m_cp, kept);
    const size_t room = bufferSize() - kept;
    const size_t taken = left_ < room ? left_ : room;
    std::memcpy(m_bufp + kept, data_, taken);
    data_ += taken;
    left_ -= taken;
    m_cp = m_bufp;
    m_endp = m_bufp + kept + taken;
  }

  const uint8_t* data_ = nullptr;
  size_t left_ = 0;
};

}  // namespace acs
#endif  // ACS_SAVABLE

#endif
