// Waves in FST files. Time is in ps: with a period of P, clock k lasts from P k to P (k + 1).
#ifndef ACS_WAVES_H_
#define ACS_WAVES_H_

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "Vmodel.h"
#include "verilated.h"
#if VM_TRACE
#include "verilated_fst_c.h"
#endif

namespace acs {

constexpr uint64_t kPicosecondsPerClock = ACS_CLOCK_PS;
constexpr uint64_t kPicosecondsPerEdge = kPicosecondsPerClock / 2;

#if VM_TRACE
#if ACS_TRACES_CONTEXT
/// Registers one model alone. Vmodel::trace registers all models of its context, so that the file of one tile would hold all tiles.
/// The function that does it is private: an explicit instantiation may name it.
void trace_alone(Vmodel& model, VerilatedFstC& file);

template <auto Register>
struct TraceAlone {
  friend void trace_alone(Vmodel& model, VerilatedFstC& file) {
    file.modelConnected(true);
    (model.*Register)(&file, 99, 0);
  }
};

template struct TraceAlone<&Vmodel::traceBaseModel>;
#else
inline void trace_alone(Vmodel& model, VerilatedFstC& file) { model.trace(&file, 99); }
#endif

/// Opens a file for one model; throws where it cannot be written.
inline std::unique_ptr<VerilatedFstC> open_waves(Vmodel& model, const char* path) {
  auto file = std::make_unique<VerilatedFstC>();
  trace_alone(model, *file);
  file->set_time_unit("1ps");
  file->set_time_resolution("1ps");
  file->open(path);
  if (!file->isOpen()) throw std::runtime_error(std::string("waves cannot be written to ") + path);
  return file;
}
#endif

/// Waves of one model of an engine.
class Waves {
 public:
  /// Opens a file that begins with the values in a clock.
  void open(Vmodel& model, const char* path, uint64_t cycle) {
    close();
#if VM_TRACE
    file_ = open_waves(model, path);
    file_->dump(kPicosecondsPerClock * cycle);
#else
    (void)model;
    (void)path;
    (void)cycle;
#endif
  }
  bool on() const {
#if VM_TRACE
    return file_ != nullptr;
#else
    return false;
#endif
  }
  /// The inputs of a clock are on the ports, before its rising edge at the end.
  void falling(uint64_t cycle) { dump(kPicosecondsPerClock * cycle + kPicosecondsPerEdge); }
  /// The edge at the end of a clock: outputs are those of the next one.
  void rising(uint64_t cycle) { dump(kPicosecondsPerClock * (cycle + 1)); }
  void close() {
#if VM_TRACE
    if (file_) file_->close();
    file_.reset();
#endif
  }

 private:
  void dump(uint64_t time) {
#if VM_TRACE
    if (file_) file_->dump(time);
#else
    (void)time;
#endif
  }

#if VM_TRACE
  std::unique_ptr<VerilatedFstC> file_;
#endif
};

}  // namespace acs

#endif
