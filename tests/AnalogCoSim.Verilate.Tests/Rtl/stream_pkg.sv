package stream_pkg;
  typedef logic signed [15:0] word_t;
  typedef struct packed { logic full; logic [3:0] count; } flags_t;
  typedef enum logic [1:0] { Idle, Filling, Full } mode_e;
endpackage
