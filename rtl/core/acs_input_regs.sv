// SPDX-License-Identifier: Apache-2.0

/// The 256 INT8 input registers of a core, written 32 a beat.
///
/// Function:      byte k of beat b is row 32 * b + k.
/// Latency:       1 clock.
/// Throughput:    one beat a clock.
/// Number format: INT8, as given (-128 is kept; the PWM driver applies it as -127).
/// Reset:         all 0.
module acs_input_regs (
  /// Clock.
  input  logic          clk_i,
  /// Asynchronous reset, active low.
  input  logic          rst_ni,
  /// A beat is written.
  input  logic          load_valid_i,
  /// Which beat.
  input  logic [2:0]    load_addr_i,
  /// Its 32 bytes.
  input  logic [255:0]  load_data_i,
  /// All inputs, byte r = row r.
  output logic [2047:0] x_o
);
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      x_o <= 2048'd0;
    end else if (load_valid_i) begin
      // Constant slices: a variable one would be a 2048-bit shifter, and a simulator would copy all inputs.
      case (load_addr_i)
        3'd0: x_o[255:0] <= load_data_i;
        3'd1: x_o[511:256] <= load_data_i;
        3'd2: x_o[767:512] <= load_data_i;
        3'd3: x_o[1023:768] <= load_data_i;
        3'd4: x_o[1279:1024] <= load_data_i;
        3'd5: x_o[1535:1280] <= load_data_i;
        3'd6: x_o[1791:1536] <= load_data_i;
        default: x_o[2047:1792] <= load_data_i;
      endcase
    end
  end
endmodule
