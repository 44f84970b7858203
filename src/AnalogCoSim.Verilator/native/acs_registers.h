// The architectural registers of a model, by name, for state digests and for a look at single ones.
#ifndef ACS_REGISTERS_H_
#define ACS_REGISTERS_H_

#include <string>
#include <vector>

#include "acs_runtime.h"

class VerilatedContext;

namespace acs {

/// One register or memory: its name below the digested module, and where it lies.
struct Register {
  std::string name;
  const void* data;
  size_t size;
};

/// All registers of one module instance in name order; the order and the names do not depend on what Verilator inlined.
class Registers {
 public:
  /// Collects what lies in scopes that start with a prefix; the rest of the scope name becomes part of the register name.
  static Registers below(VerilatedContext& context, const std::string& prefix);

  /// Hash of all contents.
  Digest digest(uint64_t coordinate) const;

  /// A register by its name; null where there is none.
  const Register* find(const char* name) const;

  size_t count() const { return registers_.size(); }
  const Register& operator[](size_t index) const { return registers_[index]; }

 private:
  std::vector<Register> registers_;
};

}  // namespace acs

#endif
