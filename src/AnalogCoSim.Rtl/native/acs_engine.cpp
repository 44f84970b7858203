#include "acs_engine.h"

#include <algorithm>
#include <cstring>

#include "acs_scheduler.h"
#if ACS_PARTITIONED
#include "acs_partitioned.h"
using Engine = acs::Scheduler<acs::PartitionedFabric>;
#else
#include "acs_flat.h"
using Engine = acs::Scheduler<acs::FlatFabric>;
#endif

namespace {

Engine& engine(void* handle) { return *static_cast<Engine*>(handle); }

int32_t outcome(Engine& one, int32_t status) { return status != ACS_OK ? status : one.stopped() ? ACS_STOPPED : ACS_OK; }

}  // namespace

ACS_EXPORT void* acs_engine_create(const acs_config* config) {
  try {
    return new Engine(*config);
  } catch (...) {
    return nullptr;
  }
}

/// An engine that was stopped in the middle of a clock is not freed: nobody knows what it holds.
ACS_EXPORT void acs_engine_destroy(void* handle) {
  Engine& one = engine(handle);
  one.finish();
  if (!one.place.dead) delete &one;
}

ACS_EXPORT int32_t acs_engine_configure(void* handle, const acs_config_write* writes, int64_t count) {
  Engine& one = engine(handle);
  return acs::guarded(one.place, [&] { one.configure(writes, count); });
}

ACS_EXPORT int32_t acs_engine_reset(void* handle) {
  Engine& one = engine(handle);
  return acs::guarded(one.place, [&] { one.reset(); });
}

ACS_EXPORT int32_t acs_engine_run(void* handle, const acs_command* commands, int64_t count, uint64_t until) {
  Engine& one = engine(handle);
  return outcome(one, acs::guarded(one.place, [&] { one.run(commands, count, until); }));
}

ACS_EXPORT void acs_engine_interrupt(void* handle, int32_t on) { engine(handle).interrupt(on != 0); }

ACS_EXPORT int32_t acs_engine_idle(void* handle, uint64_t until) {
  Engine& one = engine(handle);
  return acs::guarded(one.place, [&] { one.idle(until); });
}

ACS_EXPORT void acs_engine_report(void* handle, int32_t tile, acs_tile_report* result) { *result = engine(handle).report(tile); }

ACS_EXPORT void acs_engine_packet(void* handle, int32_t tile, int32_t port, int32_t back, acs_port_report* result, uint8_t* payload) {
  *result = engine(handle).packet(tile, port, back, payload);
}

ACS_EXPORT int64_t acs_engine_register(void* handle, int32_t tile, const char* name, uint8_t* value, int64_t capacity) {
  const acs::Register* const found = engine(handle).fabric().registers(tile).find(name);
  if (!found) return 0;
  const int64_t size = static_cast<int64_t>(found->size);
  std::memcpy(value, found->data, static_cast<size_t>(std::min(size, capacity)));
  return size;
}

ACS_EXPORT uint64_t acs_engine_cycle(void* handle) { return engine(handle).cycle(); }

ACS_EXPORT void acs_engine_digests(void* handle, uint64_t* result) {
  const acs::EngineState& state = engine(handle).state();
  result[0] = state.events.low;
  result[1] = state.events.high;
  result[2] = state.states.low;
  result[3] = state.states.high;
}

ACS_EXPORT void acs_engine_state(void* handle, uint64_t* result) {
  const acs::Digest digest = engine(handle).digest();
  result[0] = digest.low;
  result[1] = digest.high;
}

ACS_EXPORT void acs_engine_statistics(void* handle, acs_statistics* result) { *result = engine(handle).statistics(); }

ACS_EXPORT const acs_error* acs_engine_error(void* handle) { return &engine(handle).place.error; }

ACS_EXPORT void* acs_engine_save(void* handle) {
  if (!ACS_SAVABLE) return nullptr;
  std::unique_ptr<acs::Snapshot> snapshot;
  Engine& one = engine(handle);
  acs::guarded(one.place, [&] {
    auto taken = std::make_unique<acs::Snapshot>();
    one.save(*taken);
    snapshot = std::move(taken);
  });
  return snapshot.release();
}

ACS_EXPORT int32_t acs_engine_restore(void* handle, const void* snapshot) {
  if (!ACS_SAVABLE) return ACS_UNSUPPORTED;
  Engine& one = engine(handle);
  return acs::guarded(one.place, [&] { one.restore(*static_cast<const acs::Snapshot*>(snapshot)); });
}

ACS_EXPORT int32_t acs_engine_kept(void* handle, uint64_t* cycles, int32_t capacity) {
  acs::SnapshotRing& ring = engine(handle).ring();
  const int32_t count = static_cast<int32_t>(ring.count());
  for (int32_t i = 0; i < count && i < capacity; i++) cycles[i] = ring.at(i).cycle;
  return count;
}

ACS_EXPORT void* acs_engine_kept_at(void* handle, int32_t index) {
  acs::SnapshotRing& ring = engine(handle).ring();
  return index >= 0 && static_cast<size_t>(index) < ring.count() ? new (std::nothrow) acs::Snapshot(ring.at(index)) : nullptr;
}

ACS_EXPORT void acs_engine_count(void* handle, uint64_t bin_clocks, int64_t bins) {
  Engine& one = engine(handle);
  one.activity().start(one.cycle(), bin_clocks, static_cast<size_t>(bins));
}

ACS_EXPORT const uint32_t* acs_engine_counted(void* handle, uint64_t* shape) {
  acs::Activity& activity = engine(handle).activity();
  activity.settle(engine(handle).cycle());
  shape[0] = activity.begin();
  shape[1] = activity.bin_clocks();
  shape[2] = activity.bins();
  return activity.counts();
}

ACS_EXPORT int32_t acs_engine_trace(void* handle, int32_t tile, const char* path) {
  if (!VM_TRACE) return ACS_UNSUPPORTED;
  Engine& one = engine(handle);
  if (path) return acs::guarded(one.place, [&] { one.fabric().trace(tile, path); });
  return acs::closing(one.place, [&] { one.fabric().trace(tile, nullptr); });
}

ACS_EXPORT int32_t acs_engine_coverage(void* handle, const char* path, const char* reset_path) {
#if VM_COVERAGE
  Engine& one = engine(handle);
  return acs::closing(one.place, [&] { one.fabric().write_coverage(*one.place.context, path, reset_path); });
#else
  (void)handle;
  (void)path;
  (void)reset_path;
  return ACS_UNSUPPORTED;
#endif
}
