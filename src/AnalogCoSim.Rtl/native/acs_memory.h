// Verilator's serialisation into memory (flavours built with --savable).
#ifndef ACS_MEMORY_H_
#define ACS_MEMORY_H_

#if ACS_SAVABLE
#include <cstring>
#include <vector>

#include "verilated_save.h"

namespace acs {

/// Appends everything written to a vector.
class MemoryWriter final : public VerilatedSerialize {
 public:
  explicit MemoryWriter(std::vector<uint8_t>& target) : target_(target) { m_isOpen = true; }
  ~MemoryWriter() override { flush(); }
  void flush() override {
    target_.insert(target_.end(), m_bufp, m_cp);
    m_cp = m_bufp;
  }

 private:
  std::vector<uint8_t>& target_;
};

/// Reads back what a MemoryWriter wrote.
class MemoryReader final : public VerilatedDeserialize {
 public:
  MemoryReader(const uint8_t* data, size_t size) : data_(data), left_(size) {
    m_isOpen = true;
    m_endp = m_bufp;
    fill();
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

  const uint8_t* data_;
  size_t left_;
};

}  // namespace acs
#endif  // ACS_SAVABLE

#endif
