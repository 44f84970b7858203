// Counters of coverage: which of their counts came while the reset was asserted.
#ifndef ACS_COVERAGE_H_
#define ACS_COVERAGE_H_

#include <cstdint>
#include <vector>

#include "Vmodel.h"
#include "verilated.h"
#if VM_COVERAGE
#include "Vmodel__Syms.h"
#include "acs_counters.h"
#include "verilated_cov.h"
#endif

namespace acs {

/// Watches the reset of one model. What toggles by power-up and reset says nothing of a test, so these counts are kept apart.
/// Before its first release a model counts as being in reset, also one without a reset port: its first evaluation settles the power-up values.
class ResetCounts {
 public:
#if VM_COVERAGE
  ResetCounts() : begin_(ACS_COVER_POINTS), inside_(ACS_COVER_POINTS) {}

  /// Before every evaluation in which the reset may have changed.
  void watch(Vmodel& model) {
    const bool now = acs_in_reset(model);
    if (now == in_reset_) return;
    if (now) {
      begin_ = counters(model);
    } else {
      leave(model);
    }
    in_reset_ = now;
  }

  /// Counters of a model now.
  static std::vector<uint32_t> counters(Vmodel& model) {
    std::vector<uint32_t> result(ACS_COVER_POINTS);
#if ACS_COVER_POINTS
    for (size_t i = 0; i < result.size(); i++) result[i] = model.rootp->vlSymsp->__Vcoverage[i];
#endif
    (void)model;
    return result;
  }

  static void put(Vmodel& model, const std::vector<uint32_t>& values) {
#if ACS_COVER_POINTS
    for (size_t i = 0; i < values.size(); i++) model.rootp->vlSymsp->__Vcoverage[i] = values[i];
#endif
    (void)model;
    (void)values;
  }

  /// Counts within resets so far.
  std::vector<uint32_t> inside(Vmodel& model) {
    if (in_reset_) {
      leave(model);
      begin_ = counters(model);
    }
    return inside_;
  }

 private:
  void leave(Vmodel& model) {
    const std::vector<uint32_t> now = counters(model);
    for (size_t i = 0; i < now.size(); i++) inside_[i] += now[i] - begin_[i];
  }

  bool in_reset_ = true;
  std::vector<uint32_t> begin_;
  std::vector<uint32_t> inside_;
#else
  void watch(Vmodel&) {}
#endif
};

#if VM_COVERAGE
/// Writes all counts of the models of one context, and those within resets into a second file of the same form.
template <class Models, class Counts>
void write_coverage(VerilatedContext& context, const char* path, const char* reset_path, Models&& models, Counts&& counts) {
  context.coveragep()->write(path);
  std::vector<std::vector<uint32_t>> kept;
  for (size_t i = 0; i < models.size(); i++) {
    kept.push_back(ResetCounts::counters(*models[i]));
    ResetCounts::put(*models[i], counts[i]->inside(*models[i]));
  }
  context.coveragep()->write(reset_path);
  for (size_t i = 0; i < models.size(); i++) ResetCounts::put(*models[i], kept[i]);
}
#endif

}  // namespace acs

#endif
