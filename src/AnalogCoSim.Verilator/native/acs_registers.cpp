#include "acs_registers.h"

#include <algorithm>

#include "verilated.h"
#include "verilated_syms.h"

namespace acs {

Registers Registers::below(VerilatedContext& context, const std::string& prefix) {
  Registers result;
  for (const auto& [scope_name, scope] : *context.scopeNameMap()) {
    const std::string name = scope_name;
    if (name.compare(0, prefix.size(), prefix) != 0) continue;
    if (name.size() > prefix.size() && name[prefix.size()] != '.') continue;
    if (!scope->varsp()) continue;
    for (const auto& [variable_name, variable] : *scope->varsp()) {
      if (variable.isParam()) continue;
      result.registers_.push_back({name.substr(prefix.size()) + "." + variable_name, variable.datap(), variable.totalSize()});
    }
  }
  std::sort(result.registers_.begin(), result.registers_.end(), [](const Register& a, const Register& b) { return a.name < b.name; });
  return result;
}

const Register* Registers::find(const char* name) const {
  const auto at = std::lower_bound(registers_.begin(), registers_.end(), name, [](const Register& one, const char* wanted) { return one.name < wanted; });
  return at != registers_.end() && at->name == name ? &*at : nullptr;
}

Digest Registers::digest(uint64_t coordinate) const {
  Digest sum;
  uint64_t index = 0;
  for (const Register& one : registers_) sum.add(hash(coordinate, index++, one.size, one.data, one.size));
  return sum;
}

}  // namespace acs
