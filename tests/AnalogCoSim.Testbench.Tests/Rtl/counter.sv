// SPDX-License-Identifier: Apache-2.0

/// Counts, loads, and wraps at a parameter.
module counter #(
  parameter int Wrap = 200
) (
  /// Clock.
  input  logic         clk_i,
  /// Reset.
  input  logic         rst_ni,
  /// Load instead of counting.
  input  logic         load_i,
  /// Value to load.
  input  logic [7:0]   value_i,
  /// A wide word that comes back one clock later.
  input  logic [99:0]  word_i,
  /// The count.
  output logic [7:0]   count_o,
  /// The word of the last clock.
  output logic [99:0]  word_o
);
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      count_o <= 8'd0;
      word_o <= 100'd0;
    end else begin
      word_o <= word_i;
      count_o <= load_i ? value_i : (count_o == 8'(Wrap) ? 8'd0 : count_o + 8'd1);
    end
  end
endmodule
