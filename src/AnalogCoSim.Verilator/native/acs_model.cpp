// C interface to one Verilated module of any shape. acs_ports.h is generated from the module's own port list.
#include <cstring>
#include <memory>
#include <string>

#include "Vmodel.h"
#include "acs_clocks.h"
#include "acs_coverage.h"
#include "acs_edge.h"
#include "acs_forces.h"
#include "acs_memory.h"
#include "acs_ports.h"
#include "acs_power_up.h"
#include "acs_registers.h"
#include "acs_runtime.h"
#include "acs_waves.h"
#include "verilated.h"

namespace {

struct Model {
  VerilatedContext context;
  std::unique_ptr<Vmodel> top;
  uint8_t* const inputs;   // records of the caller
  uint8_t* const outputs;
  acs::Place place;
  acs::Registers registers;
  acs::Clocks clocks;  // of a module with several; one alone is driven by step()
  acs::Forces forces;
  acs::ResetCounts counts;
#if ACS_SAVABLE
  acs::MemoryWriter writer;
  acs::MemoryReader reader;
#endif
#if VM_TRACE
  std::unique_ptr<VerilatedFstC> trace;
#endif

  Model(int32_t seed, uint8_t* from, uint8_t* to, const char* const* plusargs, int32_t count, bool captures) : inputs(from), outputs(to) {
    place.context = &context;
    if (captures) place.captured = std::make_unique<acs::Lines>();
    acs::guarded(place, [&] {
      if (count > 0) context.commandArgs(count, const_cast<const char**>(plusargs));
      context.fatalOnError(false);
      context.randSeed(seed);
      acs::begin_power_up();
      context.randReset(2);  // random registers where the build asks for them (--x-initial unique), else no difference
      context.traceEverOn(VM_TRACE);
      top = std::make_unique<Vmodel>(&context, "TOP");
      top->eval();
      acs_collect(*top, outputs);
      registers = acs::Registers::below(context, std::string("TOP.") + ACS_TOP);
    });
  }

  // Where several clocks have times of their own, an evaluation between their edges takes none: waves show it with the next edge.
  void settle() {
    if (clocks.count() > 0) {
      evaluate();
    } else {
      settle_at(context.time() + 1);
    }
  }

  void evaluate() {
    counts.watch(*top);
    top->eval();
    if (!forces.empty() && forces.apply()) top->eval();
  }

  // Evaluates at a time, which is later than the last one.
  void settle_at(uint64_t time) {
    evaluate();
    context.time(time);
#if VM_TRACE
    if (trace) trace->dump(time * acs::kPicosecondsPerEdge);
#endif
  }

  // All clocks with an edge at the earliest time that has one.
  void next_edges() {
    const uint64_t due = clocks.toggle();
    place.beats++;
    place.cycle = clocks.edges(0);
    settle_at(due);
  }

  void close_waves() {
#if VM_TRACE
    if (trace) trace->close();
    trace.reset();
#endif
  }

  void eval() {
    acs_apply(*top, inputs);
    settle();
    acs_collect(*top, outputs);
  }

  // One clock with the ports as they are.
  void step() {
    if (ACS_SKIPS_FALLING_EDGE && place.cycle > 0) {
      acs::falling_edge(*top);
      acs::rising_edge(*top);
      context.timeInc(2);
    } else {
      acs_clock(*top, 0);
      settle();
      acs_clock(*top, 1);
      settle();
    }
    place.cycle++;
  }

  void cycle(const uint8_t* from, uint8_t* to) {
    acs_apply(*top, from);
    step();
    acs_collect(*top, to);
  }
};

/// Clocks between two updates of the time in a burst.
constexpr uint64_t kBlock = 4096;

/// One output port during a burst: where its values go, one after the other.
struct acs_column {
  const uint8_t* port;
  uint8_t* data;
  int64_t bytes;
};

// Flags and bytes, which stand first when the caller is in a hurry, are one move each; the rest is copied by size.
inline void keep(const acs_column* columns, int64_t narrow, int64_t width, uint64_t clock) {
  for (int64_t k = 0; k < narrow; k++) columns[k].data[clock] = *columns[k].port;
  for (int64_t k = narrow; k < width; k++) std::memcpy(columns[k].data + clock * columns[k].bytes, columns[k].port, columns[k].bytes);
}

Model& model(void* handle) { return *static_cast<Model*>(handle); }

}  // namespace

ACS_EXPORT const char* acs_model_describe() { return ACS_DESCRIPTION; }

/// \param inputs, outputs Records of the caller, which outlive the model.
/// \param plusargs, count Command line of the simulation: the name of the program, then +NAME or +NAME=VALUE.
/// \param captures Whether what the RTL prints stays with the instance (acs_model_take_output).
ACS_EXPORT void* acs_model_create(int32_t seed, uint8_t* inputs, uint8_t* outputs, const char* const* plusargs, int32_t count, int32_t captures) {
  try {
    return new Model(seed, inputs, outputs, plusargs, count, captures != 0);
  } catch (...) {
    return nullptr;
  }
}

/// A model that was stopped in the middle of a clock is not freed: nobody knows what it holds.
ACS_EXPORT void acs_model_destroy(void* handle) {
  Model* one = static_cast<Model*>(handle);
  acs::closing(one->place, [&] { one->close_waves(); });
  one->place.captured.reset();  // Nobody can take what final blocks print.
  acs::guarded(one->place, [&] {
    one->top->final();
    one->top.reset();
  });
  if (!one->place.dead) delete one;
}

ACS_EXPORT const acs_error* acs_model_error(void* handle) { return &model(handle).place.error; }
ACS_EXPORT uint64_t acs_model_cycles(void* handle) { return model(handle).place.cycle; }

/// Settles the module after a change of inputs, without a clock edge of ours.
ACS_EXPORT int32_t acs_model_eval(void* handle) {
  Model& m = model(handle);
  if (m.place.error.status) return m.place.error.status;
  return acs::guarded(m.place, [&] { m.eval(); });
}

/// The same with the ports as they are: nothing is copied, neither from nor to the records.
ACS_EXPORT int32_t acs_model_settle(void* handle) {
  Model& m = model(handle);
  if (m.place.error.status) return m.place.error.status;
  return acs::guarded(m.place, [&] { m.settle(); });
}

/// What an instance that captures its output has printed, in whole lines; returns the number of bytes.
ACS_EXPORT int64_t acs_model_take_output(void* handle, char* buffer, int64_t size) {
  acs::Lines* const lines = model(handle).place.captured.get();
  return lines ? lines->take(buffer, size) : 0;
}

/// Runs clocks with the inputs held; stops at the first error.
ACS_EXPORT int32_t acs_model_run(void* handle, uint64_t count) {
  Model& m = model(handle);
  if (!ACS_HAS_CLOCK) return ACS_UNSUPPORTED;
  return acs::guarded(m.place, [&] {
    for (uint64_t i = 0; i < count && !m.place.error.status; i++) m.cycle(m.inputs, m.outputs);
  });
}

/// One clock with the ports as they are: nothing is copied, neither from nor to the records.
/// \param thread From acs_thread() in this thread: the caller knows it, a look-up costs a fortieth of a tile's clock.
ACS_EXPORT int32_t acs_model_step(void* handle, void* thread) {
  Model& m = model(handle);
  if (!ACS_HAS_CLOCK) return ACS_UNSUPPORTED;
  if (m.place.error.status) return m.place.error.status;
  if (!acs::adopt(*static_cast<acs::Thread*>(thread), m.place)) return acs::guarded(m.place, [&] { m.step(); });
  return acs::contained(m.place, [&] { m.step(); });
}

/// Names the clocks of a module that has several, the first one leading: from now on acs_model_advance drives them, all low at first.
/// \param ports Of the table, one bit wide each. \param halves Half periods in ps. \param first Time of the first rising edge in ps, from now on.
ACS_EXPORT int32_t acs_model_clocks(void* handle, const int32_t* ports, const uint64_t* halves, const uint64_t* first, int32_t count) {
  Model& m = model(handle);
  if (ACS_HAS_CLOCK) return ACS_UNSUPPORTED;
  return acs::guarded(m.place, [&] {
    m.clocks.clear();
    for (int32_t k = 0; k < count; k++) m.clocks.add(static_cast<uint8_t*>(acs_port(*m.top, ports[k])), halves[k], m.context.time() + first[k]);
  });
}

/// Drives all clocks until one of them has had more rising edges, or (clock -1) until that many ps have passed.
ACS_EXPORT int32_t acs_model_advance(void* handle, int32_t clock, uint64_t count) {
  Model& m = model(handle);
  if (m.clocks.count() == 0) return ACS_UNSUPPORTED;
  if (clock >= m.clocks.count()) return ACS_BAD_ARGUMENT;
  if (m.place.error.status) return m.place.error.status;
  return acs::guarded(m.place, [&] {
    if (clock < 0) {
      const uint64_t end = m.context.time() + count;
      while (m.clocks.next() <= end && !m.place.error.status) m.next_edges();
      if (!m.place.error.status && m.context.time() < end) m.context.time(end);
    } else {
      const uint64_t end = m.clocks.edges(clock) + count;
      while (m.clocks.edges(clock) < end && !m.place.error.status) m.next_edges();
    }
  });
}

/// Rising edges of a clock so far; of -1 the time in ps.
ACS_EXPORT uint64_t acs_model_edges(void* handle, int32_t clock) {
  const Model& m = model(handle);
  return clock < 0 ? m.context.time() : clock < m.clocks.count() ? m.clocks.edges(clock) : 0;
}

/// Holds a register at a value from the next evaluation on; a value of no bytes lets go. Builds that skip falling edges cannot.
ACS_EXPORT int32_t acs_model_force(void* handle, int32_t index, const uint8_t* value, int64_t size) {
  Model& m = model(handle);
  if (ACS_SKIPS_FALLING_EDGE || !ACS_FORCEABLE) return ACS_UNSUPPORTED;
  if (index < 0 || static_cast<size_t>(index) >= m.registers.count()) return ACS_BAD_ARGUMENT;
  const acs::Register& one = m.registers[index];
  if (size != 0 && static_cast<size_t>(size) != one.size) return ACS_BAD_ARGUMENT;
  return acs::guarded(m.place, [&] { m.forces.set(const_cast<void*>(one.data), value, static_cast<size_t>(size)); });
}

/// Where a port of the table lies in the model.
ACS_EXPORT void* acs_model_port(void* handle, int32_t index) { return acs_port(*model(handle).top, index); }

/// Runs clocks with new inputs in each, an array of port records, or with the ports as they are if it is null; of the outputs only the columns are kept.
ACS_EXPORT int32_t acs_model_stream(void* handle, const uint8_t* inputs, const acs_column* columns, int64_t width, uint64_t count) {
  Model& m = model(handle);
  if (!ACS_HAS_CLOCK) return ACS_UNSUPPORTED;
  return acs::guarded(m.place, [&] {
    int64_t narrow = 0;
    while (narrow < width && columns[narrow].bytes == 1) narrow++;
    uint64_t i = 0;
    const auto apply = [&] {
      if (!inputs) return;
      const uint8_t* const record = inputs + i * ACS_INPUT_BYTES;
      __builtin_prefetch(record + 4 * ACS_INPUT_BYTES);
      acs_apply(*m.top, record);
    };
    if (ACS_SKIPS_FALLING_EDGE && m.place.cycle > 0) {
      // Nothing in a fast model asks for clock or time while it runs: they are brought up to date once in a while.
      while (i < count && !m.place.error.status) {
        const uint64_t from = i;
        const uint64_t end = count - i < kBlock ? count : i + kBlock;
        for (; i < end && !m.place.error.status; i++) {
          apply();
          acs::falling_edge(*m.top);
          acs::rising_edge(*m.top);
          keep(columns, narrow, width, i);
        }
        m.place.cycle += i - from;
        m.context.timeInc(2 * (i - from));
      }
    } else {
      for (; i < count && !m.place.error.status; i++) {
        apply();
        m.step();
        keep(columns, narrow, width, i);
      }
    }
    if (!i) return;
    if (inputs) std::memcpy(m.inputs, inputs + (i - 1) * ACS_INPUT_BYTES, ACS_INPUT_BYTES);
    acs_collect(*m.top, m.outputs);
  });
}

/// Runs clocks with new inputs in each; inputs and outputs are arrays of port records.
ACS_EXPORT int32_t acs_model_burst(void* handle, const uint8_t* inputs, uint8_t* outputs, uint64_t count) {
  Model& m = model(handle);
  if (!ACS_HAS_CLOCK) return ACS_UNSUPPORTED;
  return acs::guarded(m.place, [&] {
    uint64_t i = 0;
    for (; i < count && !m.place.error.status; i++) {
      m.cycle(inputs + i * ACS_INPUT_BYTES, outputs + i * ACS_OUTPUT_BYTES);
    }
    if (!i) return;
    std::memcpy(m.inputs, inputs + (i - 1) * ACS_INPUT_BYTES, ACS_INPUT_BYTES);
    std::memcpy(m.outputs, outputs + (i - 1) * ACS_OUTPUT_BYTES, ACS_OUTPUT_BYTES);
  });
}

ACS_EXPORT void acs_model_digest(void* handle, uint64_t* result) {
  const acs::Digest digest = model(handle).registers.digest(0);
  result[0] = digest.low;
  result[1] = digest.high;
}

ACS_EXPORT int32_t acs_model_register(void* handle, int32_t index, const char** name, const void** data, int64_t* size) {
  const acs::Registers& registers = model(handle).registers;
  if (index < 0 || static_cast<size_t>(index) >= registers.count()) return ACS_BAD_ARGUMENT;
  *name = registers[index].name.c_str();
  *data = registers[index].data;
  *size = static_cast<int64_t>(registers[index].size);
  return ACS_OK;
}

ACS_EXPORT void* acs_model_save(void* handle) {
#if ACS_SAVABLE
  Model& m = model(handle);
  std::unique_ptr<acs::Snapshot> snapshot;
  acs::guarded(m.place, [&] {
    auto taken = std::make_unique<acs::Snapshot>();
    taken->cycle = m.place.cycle;
    taken->head.assign(m.inputs, m.inputs + ACS_INPUT_BYTES);
    taken->head.insert(taken->head.end(), m.outputs, m.outputs + ACS_OUTPUT_BYTES);
    taken->models.push_back(m.writer.save(*m.top));
    taken->links = m.clocks.state(m.context.time());
    snapshot = std::move(taken);
  });
  return snapshot.release();
#else
  (void)handle;
  return nullptr;
#endif
}

ACS_EXPORT int32_t acs_model_restore(void* handle, const void* snapshot) {
#if ACS_SAVABLE
  Model& m = model(handle);
  const acs::Snapshot& source = *static_cast<const acs::Snapshot*>(snapshot);
  if (m.place.dead) return m.place.error.status;
  m.place.error = acs_error{};
  return acs::guarded(m.place, [&] {
    m.place.cycle = source.cycle;
    m.context.time(m.clocks.restore(source.links));
    std::memcpy(m.inputs, source.head.data(), ACS_INPUT_BYTES);
    std::memcpy(m.outputs, source.head.data() + ACS_INPUT_BYTES, ACS_OUTPUT_BYTES);
    m.reader.restore(source.models[0], *m.top);
  });
#else
  (void)handle;
  (void)snapshot;
  return ACS_UNSUPPORTED;
#endif
}

ACS_EXPORT int64_t acs_snapshot_size(const void* snapshot) { return static_cast<const acs::Snapshot*>(snapshot)->size(); }

ACS_EXPORT void acs_snapshot_free(void* snapshot) { delete static_cast<acs::Snapshot*>(snapshot); }

ACS_EXPORT int32_t acs_model_trace(void* handle, const char* path) {
#if VM_TRACE
  Model& m = model(handle);
  const int32_t closed = acs::closing(m.place, [&] { m.close_waves(); });
  if (!path || closed) return closed;
  return acs::guarded(m.place, [&] { m.trace = acs::open_waves(*m.top, path); });
#else
  (void)handle;
  (void)path;
  return ACS_UNSUPPORTED;
#endif
}

/// \param path, reset_path Files: all counts, and those of them that came while the reset was asserted. An earlier error does not matter.
ACS_EXPORT int32_t acs_model_coverage(void* handle, const char* path, const char* reset_path) {
#if VM_COVERAGE
  Model& m = model(handle);
  return acs::closing(m.place, [&] {
    const std::vector<Vmodel*> models{m.top.get()};
    const std::vector<acs::ResetCounts*> counts{&m.counts};
    acs::write_coverage(m.context, path, reset_path, models, counts);
  });
#else
  (void)handle;
  (void)path;
  (void)reset_path;
  return ACS_UNSUPPORTED;
#endif
}
