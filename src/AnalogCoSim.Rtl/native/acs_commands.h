// What a command of the host must look like.
#ifndef ACS_COMMANDS_H_
#define ACS_COMMANDS_H_

#include "acs_engine.h"
#include "acs_engine_state.h"

namespace acs {

/// Looks over the commands of a run.
/// \return What is wrong with them, or null.
inline const char* objection(const acs_command* commands, int64_t count, uint64_t from, uint64_t until) {
  uint64_t last = from;
  uint64_t free = from;  // first clock in which the configuration bus is free
  for (int64_t i = 0; i < count; i++) {
    const acs_command& one = commands[i];
    const bool tile = one.tile >= 0 && one.tile < kTiles;
    const bool kind = one.kind >= ACS_LOAD && one.kind <= ACS_WRITE;
    const bool length = one.kind == ACS_START || one.kind == ACS_WRITE || (one.kind == ACS_LOAD ? one.length == kCrossbar : one.length > 0 && one.length <= kCrossbar);
    if (!tile || !kind || !length) return "a command with a tile, kind or length that does not exist";
    if (one.cycle < last || one.cycle >= until) return "commands are not sorted, or outside the clocks to run";
    last = one.cycle;
    if (one.kind != ACS_WRITE) continue;
    if (one.cycle < free) return "two register writes in one clock";
    free = one.cycle + 1;
  }
  return nullptr;
}

}  // namespace acs

#endif
