#include "acs_power_up.h"

#include <cstdint>

namespace {

// The variable whose elements are being filled. Generated code fills an array in one loop, with the same scope and salt for each element.
thread_local uint64_t t_scope = 0;
thread_local uint64_t t_salt = 0;
thread_local uint64_t t_element = 0;

}  // namespace

void acs::begin_power_up() { t_scope = t_salt = t_element = 0; }

extern "C" uint64_t acs_power_up_element(uint64_t scope, uint64_t salt) {
  const bool next = scope == t_scope && salt == t_salt;
  t_scope = scope;
  t_salt = salt;
  t_element = next ? t_element + 1 : 0;
  return t_element * 0x9e3779b97f4a7c15u;
}
