// SPDX-License-Identifier: Apache-2.0

/// One of the two ADC-convert-and-scale blocks: counts of every second column to FP16.
///
/// Function:      t = fma(i2f(N), -sN, o); y = fma(i2f(P), sP, t), coefficients from column-register memories of 128 words.
/// Latency:       7 clocks, valid_i to valid_o.
/// Throughput:    one column every 2nd clock (the other block takes the clocks between).
/// Number format: 12-bit unsigned counts in, binary16 out.
/// Reset:         valid bits and the column counter; memories have none.
module acs_ldpu_convert (
  /// Clock.
  input  logic        clk_i,
  /// Asynchronous reset, active low.
  input  logic        rst_ni,
  /// 0: left ADCs, even columns; 1: right ADCs, odd columns.
  input  logic        side_i,
  /// Configuration write.
  input  logic        cfg_valid_i,
  /// Configuration address.
  input  logic [11:0] cfg_addr_i,
  /// Configuration data.
  input  logic [31:0] cfg_data_i,
  /// Counts are valid; 128 in a row, columns in order.
  input  logic        valid_i,
  /// Counts {p, n}.
  input  logic [23:0] counts_i,
  /// Result is valid.
  output logic        valid_o,
  /// Scaled column value.
  output logic [15:0] y_o
);
  // Stage k of the valid shift register: k + 1 clocks after valid_i.
  logic [6:0] valid_q;
  // Columns come in order and always all 128: a counter at each use of a coefficient replaces an index in the pipeline.
  logic [6:0] first_q;
  logic [6:0] second_q;

  logic [31:0] scale_mem [128];
  logic [15:0] offset_mem [128];
  logic [15:0] n_q;
  logic [15:0] minus_s_n_q;
  logic [15:0] o_q;
  logic [35:0] p_count_q;
  logic [15:0] p_q;
  logic [15:0] s_p_q;
  logic [15:0] t;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 7'd0;
      first_q <= 7'd0;
      second_q <= 7'd0;
    end else begin
      valid_q <= {valid_q[5:0], valid_i};
      if (valid_i) begin
        first_q <= first_q + 7'd1;
      end
      if (valid_q[2]) begin
        second_q <= second_q + 7'd1;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (cfg_valid_i && (cfg_addr_i[0] == side_i)) begin
      if (cfg_addr_i[11:8] == acs_regs_pkg::ColumnScaleBase[11:8]) begin
        scale_mem[cfg_addr_i[7:1]] <= cfg_data_i;
      end
      if (cfg_addr_i[11:8] == acs_regs_pkg::ColumnAffineBase[11:8]) begin
        offset_mem[cfg_addr_i[7:1]] <= cfg_data_i[acs_regs_pkg::ColumnAffineOLsb +: 16];
      end
    end
  end

  always_ff @(posedge clk_i) begin
    p_count_q <= {p_count_q[23:0], counts_i[23:12]};
    if (valid_i) begin
      n_q <= acs_fp16_pkg::i2f12(counts_i[11:0]);
      minus_s_n_q <= scale_mem[first_q][acs_regs_pkg::ColumnScaleSNLsb +: 16] ^ 16'h8000;
      o_q <= offset_mem[first_q];
    end
    if (valid_q[2]) begin
      p_q <= acs_fp16_pkg::i2f12(p_count_q[35:24]);
      s_p_q <= scale_mem[second_q][acs_regs_pkg::ColumnScaleSPLsb +: 16];
    end
  end

  acs_fp16_fma u_scale_n (
    .clk_i    (clk_i),
    .valid_i  (valid_q[0]),
    .a_i      (n_q),
    .b_i      (minus_s_n_q),
    .c_i      (o_q),
    .result_o (t)
  );

  acs_fp16_fma u_scale_p (
    .clk_i    (clk_i),
    .valid_i  (valid_q[3]),
    .a_i      (p_q),
    .b_i      (s_p_q),
    .c_i      (t),
    .result_o (y_o)
  );

  assign valid_o = valid_q[6];
endmodule
