// What every compiled model shares: status codes, capture of simulation errors, in-memory serialisation, register tables.
// No C++ exception and no abort() leaves the library: errors become a status and a message.
#ifndef ACS_RUNTIME_H_
#define ACS_RUNTIME_H_

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#define ACS_EXPORT extern "C" __attribute__((visibility("default")))

/// Result of every call that can fail; kept in step with NativeStatus.cs (checked through acs_abi_version).
enum acs_status : int32_t {
  ACS_OK = 0,
  ACS_STOPPED = 1,       ///< A callback asked to stop.
  ACS_FINISHED = 2,      ///< The RTL executed $finish.
  ACS_ASSERTION = 3,     ///< An assertion, $error, $fatal or $stop fired.
  ACS_BAD_ARGUMENT = 4,  ///< The caller broke the contract of the call.
  ACS_UNSUPPORTED = 5,   ///< The build flavour lacks the feature.
  ACS_INTERNAL = 6,      ///< A C++ exception; the message says which.
  ACS_STALLED = 7,       ///< The model does not settle, or one clock does not end: the instance is dead.
  ACS_OUT_OF_ORDER = 8,  ///< The RTL broke the order of its outputs; the message is what was seen, a line break, and what was due.
};

/// First error of an instance; later ones are consequences and are dropped.
struct acs_error {
  int32_t status;
  int32_t instance;  ///< Of many models under one engine; -1 where there is one.
  int32_t line;
  int32_t reserved;
  uint64_t cycle;
  char file[512];
  char message[1024];
};

class VerilatedContext;

namespace acs {

constexpr uint32_t kAbiVersion = 9;

/// Thrown where the RTL cannot go on within a clock: Verilator would repeat it for ever.
struct Halt {};

/// What the RTL prints with $display and its kin, until somebody takes it. Bounded: who prints in every clock loses lines, not memory.
class Lines {
 public:
  void add(const std::string& prefix, const char* line, size_t size);
  /// Moves whole lines into a buffer; returns the number of bytes.
  int64_t take(char* buffer, int64_t size);

 private:
  std::string text_;
  uint64_t lost_ = 0;  // lines for which there was no room
};

/// Where the running instance is; read when an RTL message arrives.
struct Place {
  VerilatedContext* context = nullptr;
  acs_error error{};
  std::string text;  ///< What the RTL printed since the last error; lines that are no errors go to the output.
  int32_t instance = -1;         ///< Of many models under one engine; -1 where there is one.
  const char* part = "instance"; ///< What such a model is called in messages.
  uint64_t cycle = 0;
  uint64_t beats = 0;      ///< Grows with every call: with the clock it tells whether the instance gets anywhere.
  void** escape = nullptr; ///< Where a call under way goes back to if it hangs (acs_watch.h).
  bool dead = false;       ///< Stopped in the middle of a clock: must not be run or freed.
  const uint64_t serial;  ///< Number of the instance in this library, from 1 on: unlike its address it is never used again.
  std::unique_ptr<Lines> captured;  ///< Lines of $display that stay with the instance; null: they join those of all others.

  Place();
  void fail(int32_t status, const char* file, int32_t line, const std::string& message);
};

/// What a thread runs; messages of the RTL go to the place.
struct Thread {
  uint64_t serial;  ///< Of the place; 0 for none.
  Place* place;
  int32_t depth;  ///< Calls under way: a callback may run another instance.
  bool watched;   ///< Whether its timer runs.
};

/// Names the instance whose code runs on this thread, for as long as the object lives.
/// Verilator's run time registers scopes with the context of the thread, also in destructors: so it must be ours in every call.
class Running {
 public:
  explicit Running(Place& place);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  Thread& thread_;
  Thread previous_;
};

/// The calling thread. With __thread it is known to need no constructor, so a look-up is one call of the loader instead of two; it still costs some 2 ns.
extern __thread Thread t_thread;

void adopt_slowly(Thread& thread, Place& place);

/// Makes an instance the thread's own until another one runs there. False inside a call of another instance, which needs its place back.
inline bool adopt(Thread& thread, Place& place) {
  if (__builtin_expect(thread.serial == place.serial, 1)) return true;
  if (thread.depth > 0) return false;
  adopt_slowly(thread, place);
  return true;
}

/// Notes that a clock did not end.
void note_hang(Place& place);

/// Runs a body for an instance whose thread is known; turns exceptions and hangs into an error.
template <class Body>
__attribute__((noinline)) int32_t contained(Place& place, Body&& body) noexcept {
  if (place.dead) return place.error.status;
  void* escape[5];
  if (__builtin_setjmp(escape)) {
    note_hang(place);
    return place.error.status;
  }
  place.escape = escape;
  place.beats++;
  try {
    std::forward<Body>(body)();
  } catch (const Halt&) {
    place.dead = true;
  } catch (const std::exception& exception) {
    place.fail(ACS_INTERNAL, "", 0, exception.what());
  } catch (...) {
    place.fail(ACS_INTERNAL, "", 0, "unknown C++ exception");
  }
  place.escape = nullptr;
  return place.error.status;
}

/// Runs a body for an instance and turns exceptions into ACS_INTERNAL.
template <class Body>
int32_t guarded(Place& place, Body&& body) noexcept {
  Running running(place);
  return contained(place, std::forward<Body>(body));
}

/// Runs a body that needs no sound model, such as closing a file; an earlier error, and an instance that is dead, do not matter.
template <class Body>
int32_t closing(Place& place, Body&& body) noexcept {
  Running running(place);
  try {
    std::forward<Body>(body)();
    return ACS_OK;
  } catch (...) {
    return ACS_INTERNAL;
  }
}

/// 128 bits; added up, so the order of the parts does not matter.
struct Digest {
  uint64_t low = 0;
  uint64_t high = 0;

  void add(const Digest& other) {
    low += other.low;
    high += other.high;
  }
};

/// Hash of bytes under three coordinates.
Digest hash(uint64_t a, uint64_t b, uint64_t c, const void* data, size_t size);

}  // namespace acs

#endif
