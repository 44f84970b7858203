/* Prints the time scale (a power of ten, s), the begin and the end of an FST file, then "time name value" for each change of the signals named. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fstapi.h"

static char** names;

/* The reader gives "name [7:0]" for a vector; a signal is named without its range. */
static int is(const char* found, const char* name) {
  const size_t length = strlen(name);
  return !strncmp(found, name, length) && (found[length] == 0 || found[length] == ' ' || found[length] == '[');
}

static void change(void* context, uint64_t time, fstHandle signal, const unsigned char* value) {
  (void)context;
  if (names[signal]) printf("%" PRIu64 " %s %s\n", time, names[signal], (const char*)value);
}

int main(int count, char** arguments) {
  void* file = count > 1 ? fstReaderOpen(arguments[1]) : NULL;
  struct fstHier* node;
  if (!file) return 1;
  names = calloc(fstReaderGetMaxHandle(file) + 1, sizeof(*names));
  int* depths = calloc(count, sizeof(*depths));
  fstHandle* handles = calloc(count, sizeof(*handles));
  printf("%d %" PRIu64 " %" PRIu64 "\n", fstReaderGetTimescale(file), fstReaderGetStartTime(file), fstReaderGetEndTime(file));
  /* Ports of submodules bear the same names, and newer Verilators do not make them aliases: the signal nearest to the top counts. */
  int depth = 0;
  while ((node = fstReaderIterateHier(file))) {
    if (node->htyp == FST_HT_SCOPE) depth++;
    if (node->htyp == FST_HT_UPSCOPE) depth--;
    if (node->htyp != FST_HT_VAR) continue;
    for (int i = 2; i < count; i++) {
      if (!is(node->u.var.name, arguments[i]) || (handles[i] && depths[i] <= depth)) continue;
      handles[i] = node->u.var.handle;
      depths[i] = depth;
    }
  }
  for (int i = 2; i < count; i++) {
    if (handles[i]) names[handles[i]] = arguments[i];
  }
  fstReaderSetFacProcessMaskAll(file);
  fstReaderIterBlocks(file, change, NULL, NULL);
  fstReaderClose(file);
  return 0;
}
