// Where the tiles are in a model of the whole chip.
#ifndef ACS_TILES_H_
#define ACS_TILES_H_

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "verilated.h"
#include "verilated_syms.h"

namespace acs {

/// Prefixes (with tile number) of all instances that sit in generate blocks below a scope, e.g. "TOP.acs_chip.gen_tile[5].u_tile".
inline std::vector<std::pair<int, std::string>> tile_scopes(VerilatedContext& context, const std::string& chip, int columns) {
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

}  // namespace acs

#endif
