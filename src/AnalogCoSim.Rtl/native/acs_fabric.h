// What the scheduler knows of a model, written twice: for 64 tile models and for one chip model.
#ifndef ACS_FABRIC_H_
#define ACS_FABRIC_H_

#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "Vmodel.h"
#include "acs_edge.h"
#include "acs_memory.h"
#include "acs_registers.h"
#include "verilated.h"
#if VM_TRACE
#include "verilated_fst_c.h"
#endif
#if VM_COVERAGE
#include "verilated_cov.h"
#endif

namespace acs {

constexpr int kTiles = 64;
constexpr int kColumns = 8;
constexpr int kHostPort = 6;

/// Tiles as a bit mask.
using Mask = uint64_t;

inline Mask bit(int tile) { return Mask{1} << tile; }

/// Calls a function for each tile of a mask, lowest first.
template <class Function>
inline void each(Mask mask, Function&& function) {
  for (; mask; mask &= mask - 1) function(__builtin_ctzll(mask));
}

/// Events of one clock: which tiles show them.
struct Events {
  Mask mvm = 0;
  Mask ldpu = 0;
  Mask host = 0;
};

/// Waves of one model.
class Waves {
 public:
  void open(Vmodel& model, const char* path) {
#if VM_TRACE
    close();
    file_ = std::make_unique<VerilatedFstC>();
    model.trace(file_.get(), 99);
    file_->open(path);
#else
    (void)model;
    (void)path;
#endif
  }
  void dump(uint64_t time) {
#if VM_TRACE
    if (file_) file_->dump(time);
#else
    (void)time;
#endif
  }
  void close() {
#if VM_TRACE
    if (file_) file_->close();
    file_.reset();
#endif
  }

#if VM_TRACE
 private:
  std::unique_ptr<VerilatedFstC> file_;
#endif
};

/// 64 instances of one tile model. Every tile output is a register, so evaluating all awake tiles and then copying outputs to inputs is exact.
class PartitionedFabric;

/// One model of the whole chip, evaluated in every clock.
class FlatFabric;

}  // namespace acs

#endif
