// C interface of the chip engines. The same for the partitioned engine (an instance of one tile model for each tile) and the flat one (one model of the
// whole chip): same commands, same callbacks, same digests. One thread per engine; several engines may run on several threads.
#ifndef ACS_ENGINE_H_
#define ACS_ENGINE_H_

#include "acs_map.h"
#include "acs_runtime.h"

/// Calls back into the host; a result other than 0 stops the run after the clock. They must not throw.
struct acs_callbacks {
  void* context;
  /// An MVM starts: fill in 256 P and N counts from the 256 inputs. `sequence` counts the MVMs of the tile.
  int32_t (*analog)(void* context, int32_t tile, uint32_t sequence, int32_t mode, const int8_t* x, uint16_t* p, uint16_t* n);
  /// The 256 LDPU results of an MVM are complete; `cycle` is the clock in which the last one is on ldpu_data_o.
  int32_t (*ldpu)(void* context, int32_t tile, uint32_t sequence, uint64_t cycle, const int8_t* q);
  /// A packet to the host is complete; `cycle` is the clock in which its last byte is on tx_data_o[6].
  int32_t (*host)(void* context, int32_t tile, int32_t path, int32_t length, const int8_t* bytes, uint64_t cycle);
};

struct acs_config {
  int32_t latency_one_phase;   ///< Clocks from mvm_start_o to the first adc_valid_i: 1 to acs::kLatencyLimit - 1.
  int32_t latency_four_phase;  ///< The same in 4-phase mode.
  int32_t digest_interval;     ///< Clocks between state digests; 0 for none.
  int32_t profile;             ///< Not 0: measure where the time goes.
  int32_t snapshot_interval;   ///< Clocks between the snapshots of the ring; 0 for none.
  int32_t snapshot_count;      ///< Snapshots that are kept.
  /// For tile t and neighbour port d, entry acs::kNeighbourPorts * t + d: 8 * neighbour tile + neighbour port, or -1.
  const int32_t* links;
  acs_callbacks callbacks;
};

enum acs_command_kind : int32_t { ACS_LOAD = 0, ACS_START = 1, ACS_INJECT = 2, ACS_WRITE = 3 };

/// Something the host does at a clock. Load: 256 bytes in 8 clocks. Start: argument is the mode. Inject: a packet, argument is the path id.
/// Write: a register, argument is the address, length the data word; one a clock, for all tiles together.
struct acs_command {
  uint64_t cycle;
  int32_t tile;
  int32_t kind;
  int32_t argument;
  int32_t length;
  const uint8_t* data;
};

struct acs_config_write {
  int32_t tile;
  uint32_t address;
  uint32_t data;
};

struct acs_statistics {
  uint64_t cycles;
  uint64_t leapt_cycles;
  uint64_t tile_evaluations;
  uint64_t mvms;
  uint64_t packets;
  uint64_t run_ns;
  uint64_t evaluate_ns;  ///< The rest are 0 unless profiled.
  uint64_t exchange_ns;
  uint64_t callback_ns;
};

/// The last packet that came in by a port of a tile: clock of its path id, path (-1: none), bytes of payload it announced (0: not yet), bytes seen, packets so far.
struct acs_port_report {
  uint64_t begin;
  int32_t path;
  int32_t length;
  int32_t seen;
  int32_t packets;
};

/// What a tile did last, for a report.
struct acs_tile_report {
  uint64_t last_start;  ///< Clock of its last mvm_start_o.
  uint32_t mvms;        ///< MVMs started.
  uint32_t drained;     ///< LDPU results complete.
  int32_t converting;   ///< MVMs whose counts have not all come.
  int32_t awake;        ///< Not 0: something is in flight in it.
  int32_t host_path;    ///< Packet to the host that has begun and not ended; -1 for none.
  int32_t host_bytes;   ///< Bytes of it seen.
  acs_port_report ports[acs::kPorts];
};

/// Null where there is no memory. An error of the reset is kept as that of a run.
ACS_EXPORT void* acs_engine_create(const acs_config* config);
ACS_EXPORT void acs_engine_destroy(void* engine);
/// Writes registers, one a clock; whatever is under way goes on. A stopped call drops the writes that are left.
ACS_EXPORT int32_t acs_engine_configure(void* engine, const acs_config_write* writes, int64_t count);
/// Resets all tiles in the midst of whatever they do; what is under way in macros, on links and in the host is dropped, MVMs are counted from 0 again.
ACS_EXPORT int32_t acs_engine_reset(void* engine);
/// Runs until the clock given, or until nothing is left to do, or until stopped. Commands are sorted by clock, none in the past.
ACS_EXPORT int32_t acs_engine_run(void* engine, const acs_command* commands, int64_t count, uint64_t until);
/// Makes a run under way return ACS_STOPPED after its clock, from any thread; stays in force until taken back.
ACS_EXPORT void acs_engine_interrupt(void* engine, int32_t on);
/// Lets clocks pass in which nothing happens; refused unless the chip is at rest.
ACS_EXPORT int32_t acs_engine_idle(void* engine, uint64_t until);
ACS_EXPORT uint64_t acs_engine_cycle(void* engine);
ACS_EXPORT void acs_engine_report(void* engine, int32_t tile, acs_tile_report* result);
/// The packet before `back` later ones that came in by a port of a tile, with the bytes of payload seen (room for 256); path -1 where it is not kept, or there was none.
ACS_EXPORT void acs_engine_packet(void* engine, int32_t tile, int32_t port, int32_t back, acs_port_report* result, uint8_t* payload);
/// Copies a register of a tile, little-endian, as far as there is room for it; `name` as in digests, below the tile. Its size in bytes; 0 where there is none.
ACS_EXPORT int64_t acs_engine_register(void* engine, int32_t tile, const char* name, uint8_t* value, int64_t capacity);
/// events[2], then states[2]: digest of all events so far, sum of all interval digests so far.
ACS_EXPORT void acs_engine_digests(void* engine, uint64_t* result);
/// Digest of all architectural registers now.
ACS_EXPORT void acs_engine_state(void* engine, uint64_t* result);
ACS_EXPORT void acs_engine_statistics(void* engine, acs_statistics* result);
ACS_EXPORT const acs_error* acs_engine_error(void* engine);
/// A snapshot (acs_snapshot_free), or null where the build has none.
ACS_EXPORT void* acs_engine_save(void* engine);
/// Also drops the kept snapshots of later clocks.
ACS_EXPORT int32_t acs_engine_restore(void* engine, const void* snapshot);
/// Snapshots that the ring keeps, oldest first: fills in at most `capacity` clocks and tells how many there are.
ACS_EXPORT int32_t acs_engine_kept(void* engine, uint64_t* cycles, int32_t capacity);
/// A copy of a kept snapshot, or null where there is none.
ACS_EXPORT void* acs_engine_kept_at(void* engine, int32_t index);
/// Counts the evaluations of every tile from now on, in bins of so many clocks at first; no bins switch it off.
ACS_EXPORT void acs_engine_count(void* engine, uint64_t bin_clocks, int64_t bins);
/// What was counted: a number for each tile and bin. shape[0] first clock, shape[1] clocks of a bin, shape[2] bins; valid until the next call of the engine.
ACS_EXPORT const uint32_t* acs_engine_counted(void* engine, uint64_t* shape);
/// Waves of one tile (partitioned) or of the chip (flat); a null path closes them.
ACS_EXPORT int32_t acs_engine_trace(void* engine, int32_t tile, const char* path);
/// All counts of coverage, and into a second file those of them that came while the chip was reset; an earlier error does not matter.
ACS_EXPORT int32_t acs_engine_coverage(void* engine, const char* path, const char* reset_path);

#endif
