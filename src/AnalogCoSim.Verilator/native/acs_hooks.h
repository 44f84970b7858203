/* Included before every source of a model: where Verilator's run time prints. */
#ifndef ACS_HOOKS_H_
#define ACS_HOOKS_H_
#ifdef __cplusplus
extern "C"
#endif
void acs_vl_printf(const char* format, ...) __attribute__((format(printf, 1, 2)));
#endif
