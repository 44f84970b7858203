// Ends native code that does not come back: a clock that takes seconds of processor time is an endless loop in the RTL.
#ifndef ACS_WATCH_H_
#define ACS_WATCH_H_

namespace acs {

/// Arms the calling thread's timer, once; it runs on the thread's processor time, so a busy machine does not matter.
/// While an instance of this library runs on the thread (Place::escape is set) and neither its clock nor its calls change for kHangTicks ticks, the thread
/// jumps back to where it entered the library. The instance is left as it is and never run or freed again.
void watch_thread();

}  // namespace acs

#endif
