// First line of every unit of generated code: what Verilator's run time does for us in another way.
#pragma once
// Memory files are opened by our function, which knows where they are kept.
#define VL_READMEM_N acs_readmem_n
#include <cstdint>

#include "verilated.h"

/// Differs for the elements of one array that ask one after the other; 0 for the first.
extern "C" uint64_t acs_power_up_element(uint64_t scope, uint64_t salt);

// In newer versions (seen in 5.048) a power-up value is a function of seed and name, so that all elements of a memory would be alike.
#define VL_SCOPED_RAND_RESET_I(bits, scope, salt) VL_SCOPED_RAND_RESET_I(bits, scope, (salt) ^ acs_power_up_element(scope, salt))
#define VL_SCOPED_RAND_RESET_Q(bits, scope, salt) VL_SCOPED_RAND_RESET_Q(bits, scope, (salt) ^ acs_power_up_element(scope, salt))
#define VL_SCOPED_RAND_RESET_W(bits, out, scope, salt) VL_SCOPED_RAND_RESET_W(bits, out, scope, (salt) ^ acs_power_up_element(scope, salt))
