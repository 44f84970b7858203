#include "acs_watch.h"

#include <elf.h>
#include <link.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include <cstdint>
#include <mutex>

#include "acs_runtime.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

namespace {

constexpr int kHangTicks = 10;
constexpr long kTickNanoseconds = 500'000'000;

/// What a timer's signal carries. Every library has its own; the handler of one library serves the timers of all.
struct Watch {
  void (*tick)(Watch&, const ucontext_t&);
  timer_t timer;
  uint64_t serial;
  uint64_t beats;
  int same;
};

int signal_number() { return SIGRTMIN + 9; }

/// Bounds of this library's code. Elsewhere the thread may hold a lock of the C library or run managed code: there it is never stopped.
struct Code {
  uintptr_t begin = 0;
  uintptr_t end = 0;
};

int find_code(dl_phdr_info* info, size_t, void* result) {
  Code& code = *static_cast<Code*>(result);
  const auto here = reinterpret_cast<uintptr_t>(&find_code);
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr)& part = info->dlpi_phdr[i];
    const uintptr_t begin = info->dlpi_addr + part.p_vaddr;
    if (part.p_type == PT_LOAD && (part.p_flags & PF_X) && here >= begin && here < begin + part.p_memsz) {
      code = Code{begin, begin + part.p_memsz};
      return 1;
    }
  }
  return 0;
}

const Code& code() {
  static const Code found = [] {
    Code result;
    dl_iterate_phdr(find_code, &result);
    return result;
  }();
  return found;
}

void tick(Watch& watch, const ucontext_t& context) {
  acs::Place* const place = acs::t_thread.place;
  const auto at = static_cast<uintptr_t>(context.uc_mcontext.gregs[REG_RIP]);
  if (!place || !place->escape || at < code().begin || at >= code().end) return;
  const uint64_t beats = place->cycle + place->beats;
  if (watch.serial != place->serial || watch.beats != beats) {
    watch.serial = place->serial;
    watch.beats = beats;
    watch.same = 0;
  } else if (++watch.same >= kHangTicks) {
    watch.same = 0;
    __builtin_longjmp(place->escape, 1);
  }
}

void on_signal(int, siginfo_t* info, void* context) {
  auto* const watch = static_cast<Watch*>(info->si_value.sival_ptr);
  if (info->si_code == SI_TIMER && watch) watch->tick(*watch, *static_cast<ucontext_t*>(context));
}

/// The timer of a thread; deleted with it.
struct ThreadTimer {
  Watch watch{};
  bool armed = false;

  void arm() {
    static std::once_flag once;
    std::call_once(once, [] {
      code();
      struct sigaction action {};
      action.sa_sigaction = on_signal;
      // Not blocked while it runs: the jump out of the handler has no end of a handler.
      action.sa_flags = SA_SIGINFO | SA_RESTART | SA_NODEFER;
      sigaction(signal_number(), &action, nullptr);
    });
    watch.tick = tick;
    sigevent event{};
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = signal_number();
    event.sigev_value.sival_ptr = &watch;
    event.sigev_notify_thread_id = static_cast<pid_t>(syscall(SYS_gettid));
    if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &watch.timer) != 0) return;
    itimerspec every{};
    every.it_interval.tv_nsec = every.it_value.tv_nsec = kTickNanoseconds;
    armed = timer_settime(watch.timer, 0, &every, nullptr) == 0;
  }

  ~ThreadTimer() {
    if (armed) timer_delete(watch.timer);
  }
};

thread_local ThreadTimer t_timer;

}  // namespace

void acs::watch_thread() {
  t_thread.watched = true;
  if (!t_timer.armed) t_timer.arm();
}
