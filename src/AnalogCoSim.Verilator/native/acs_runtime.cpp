#include "acs_runtime.h"

#include "acs_watch.h"

#include <dlfcn.h>

#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <mutex>

#include "acs_files.h"
#include "verilated.h"

namespace acs {
__thread Thread t_thread;
}

namespace {

void copy(char* target, size_t capacity, const std::string& source) {
  const size_t length = source.size() < capacity - 1 ? source.size() : capacity - 1;
  std::memcpy(target, source.data(), length);
  target[length] = 0;
}

// The last message the RTL printed, without the time stamp and the trailing line break.
std::string last_message(const std::string& text) {
  size_t begin = text.rfind("%Error: ");
  if (begin == std::string::npos) begin = text.rfind("%Fatal: ");
  std::string message = begin == std::string::npos ? text : text.substr(begin + 8);
  while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) message.pop_back();
  return message;
}

void report(int32_t status, const char* file, int line, const char* fallback) {
  acs::Place* const place = acs::t_thread.place;
  if (!place) return;
  const std::string message = last_message(place->text);
  place->fail(status, file ? file : "", line, message.empty() ? fallback : message);
  place->text.clear();
}

constexpr size_t kOutputLimit = 4 << 20;
std::mutex t_output_gate;
acs::Lines t_output;

void publish(acs::Place& place, const char* line, size_t size) {
  if (place.captured) return place.captured->add("", line, size);
  const std::lock_guard<std::mutex> held(t_output_gate);
  t_output.add(place.instance >= 0 ? std::string(place.part) + " " + std::to_string(place.instance) + ": " : std::string(), line, size);
}

bool tells_error(const std::string& line) {
  return line.find("%Error: ") != std::string::npos || line.find("%Fatal: ") != std::string::npos || line.find("-Info: ") == 0;
}

// Whole lines that are no errors leave the text of the place.
void publish_lines(acs::Place& place) {
  size_t begin = 0;
  std::string kept;
  for (size_t end; (end = place.text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const std::string line = place.text.substr(begin, end + 1 - begin);
    if (tells_error(line)) {
      kept += line;
    } else {
      publish(place, line.data(), line.size());
    }
  }
  place.text = kept + place.text.substr(begin);
}

uint64_t next_serial() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

uint64_t mix(uint64_t value) {
  value ^= value >> 32;
  value *= 0xd6e8feb86659fd93ULL;
  value ^= value >> 32;
  value *= 0xd6e8feb86659fd93ULL;
  return value ^ (value >> 32);
}

}  // namespace

namespace acs {

Place::Place() : serial(next_serial()) {}

void Place::fail(int32_t status, const char* file, int32_t line, const std::string& message) {
  if (error.status != ACS_OK) return;
  error.status = status;
  error.instance = instance;
  error.line = line;
  error.cycle = cycle;
  copy(error.file, sizeof(error.file), file);
  copy(error.message, sizeof(error.message), message);
}

void note_hang(Place& place) {
  place.escape = nullptr;
  place.dead = true;
  place.fail(ACS_STALLED, "", 0, "one clock does not end: an endless loop in a process of the RTL");
}

void adopt_slowly(Thread& thread, Place& place) {
  if (!thread.watched) watch_thread();
  thread.serial = place.serial;
  thread.place = &place;
  Verilated::threadContextp(place.context);
}

Running::Running(Place& place) : thread_(t_thread), previous_(t_thread) {
  adopt_slowly(thread_, place);
  thread_.depth++;
}

// The outermost call leaves nothing behind: its instance may be gone when the next message comes.
Running::~Running() {
  if (previous_.depth > 0) {
    adopt_slowly(thread_, *previous_.place);
  } else {
    thread_.serial = 0;
    thread_.place = nullptr;
  }
  thread_.depth = previous_.depth;
}

Digest hash(uint64_t a, uint64_t b, uint64_t c, const void* data, size_t size) {
  uint64_t low = mix(a + 0x9e3779b97f4a7c15ULL) ^ mix(b + 0xc2b2ae3d27d4eb4fULL);
  uint64_t high = mix(c + 0x165667b19e3779f9ULL) + low;
  const uint8_t* bytes = static_cast<const uint8_t*>(data);
  for (size_t at = 0; at < size; at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, bytes + at, size - at < 8 ? size - at : 8);
    low = (low ^ word) * 0x9fb21c651e98df25ULL;
    low ^= low >> 29;
    high = (high + word) * 0xd6e8feb86659fd93ULL;
    high ^= high >> 31;
  }
  return Digest{mix(low + size), mix(high ^ low)};
}

void Lines::add(const std::string& prefix, const char* line, size_t size) {
  if (text_.size() + size > kOutputLimit) {
    lost_++;
    return;
  }
  text_ += prefix;
  text_.append(line, size);
}

int64_t Lines::take(char* buffer, int64_t size) {
  if (lost_ && text_.empty()) {
    text_ = "(" + std::to_string(lost_) + " lines of the RTL's output were lost)\n";
    lost_ = 0;
  }
  size_t count = text_.size() < static_cast<size_t>(size) ? text_.size() : static_cast<size_t>(size);
  if (count < text_.size()) {
    const size_t last = text_.rfind('\n', count - 1);
    if (last != std::string::npos && last < count) count = last + 1;
  }
  std::memcpy(buffer, text_.data(), count);
  text_.erase(0, count);
  return static_cast<int64_t>(count);
}

}  // namespace acs

// Verilator calls these instead of printing and aborting (VL_USER_* and VL_PRINTF of the build line).
extern "C" void acs_vl_printf(const char* format, ...) {
  char buffer[4096];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(buffer, sizeof(buffer), format, arguments);
  va_end(arguments);
  acs::Place* const place = acs::t_thread.place;
  if (!place) return;
  if (place->text.size() > 65536) place->text.clear();
  place->text += buffer;
  if (std::strchr(buffer, '\n')) publish_lines(*place);
}

/// Hands out what the RTL has printed, in whole lines; returns the number of bytes.
ACS_EXPORT int64_t acs_take_output(char* buffer, int64_t size) {
  const std::lock_guard<std::mutex> held(t_output_gate);
  return t_output.take(buffer, size);
}

void vl_stop(const char* file, int line, const char*) VL_MT_UNSAFE { report(ACS_ASSERTION, file, line, "$stop or $fatal"); }

void vl_fatal(const char* file, int line, const char*, const char* message) VL_MT_UNSAFE {
  // Verilator calls this for what it cannot go on after, and would go on if it came back: a region that does not settle is evaluated for ever.
  const bool settles = !message || !std::strstr(message, "converge");
  report(settles ? ACS_ASSERTION : ACS_STALLED, file, line, message);
  if (!settles && acs::t_thread.place && acs::t_thread.place->escape) throw acs::Halt{};
}

void vl_finish(const char* file, int line, const char*) VL_MT_UNSAFE { report(ACS_FINISHED, file, line, "$finish"); }

// Verilator only warns of a memory file that is not there, and goes on with an empty memory.
void vl_warn(const char* file, int line, const char*, const char* message) VL_MT_UNSAFE {
  if (message && std::strstr(message, "file not found")) {
    report(ACS_ASSERTION, file, line, message);
    return;
  }
  acs_vl_printf("%%Warning: %s:%d: %s\n", file ? file : "", line, message ? message : "");
}

// What generated code calls in place of VL_READMEM_N: the file is the copy beside this library, which is what the model was built with.
void acs_readmem_n(bool hex, int bits, QData depth, int array_lsb, const std::string& name, void* memory, QData start, QData end) VL_MT_SAFE {
  Dl_info library;
  if (!dladdr(reinterpret_cast<const void*>(&acs_vl_printf), &library)) library.dli_fname = "";
  const std::string path = library.dli_fname;
  for (size_t index = 0; ACS_MEMORY_FILES[index]; index++) {
    if (name != ACS_MEMORY_FILES[index]) continue;
    const std::string copy = path.substr(0, path.rfind('/') + 1) + "memory/" + std::to_string(index);
    VL_READMEM_N(hex, bits, depth, array_lsb, copy, memory, start, end);
    return;
  }
  report(ACS_ASSERTION, name.c_str(), 0, "the name of a memory file changes while the RTL runs");
}

/// What this library keeps of the calling thread, for calls that take it; valid in that thread.
ACS_EXPORT void* acs_thread() { return &acs::t_thread; }
ACS_EXPORT uint32_t acs_abi_version() { return acs::kAbiVersion; }
