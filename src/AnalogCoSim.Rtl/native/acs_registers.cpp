#include "acs_registers.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <set>

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

std::vector<std::pair<int, std::string>> Registers::tiles(VerilatedContext& context, const std::string& chip, int columns) {
  std::set<std::pair<int, std::string>> found;
  for (const auto& [scope_name, scope] : *context.scopeNameMap()) {
    const std::string name = scope_name;
    if (name.compare(0, chip.size() + 1, chip + ".") != 0) continue;
    int tile = -1;
    size_t at = chip.size() + 1;
    while (at < name.size()) {
      const size_t end = std::min(name.find('.', at), name.size());
      const std::string part = name.substr(at, end - at);
      const size_t bracket = part.find('[');
      if (bracket == std::string::npos) {
        // Instances are named u_...; anything else here is a generate block.
        if (tile >= 0 && part.compare(0, 2, "u_") == 0) found.insert({tile, name.substr(0, end)});
        break;
      }
      const int index = std::atoi(part.c_str() + bracket + 1);
      tile = tile < 0 ? index : tile * columns + index;
      at = end + 1;
    }
  }
  return {found.begin(), found.end()};
}

Digest Registers::digest(uint64_t coordinate) const {
  Digest sum;
  uint64_t index = 0;
  for (const Register& one : registers_) sum.add(hash(coordinate, index++, one.size, one.data, one.size));
  return sum;
}

}  // namespace acs
