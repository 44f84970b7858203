// SPDX-License-Identifier: Apache-2.0

/// Binary16 arithmetic as functions: round to nearest even, subnormals kept, one rounding, NaN is always 7E00.
///
/// Width is fixed at binary16: every exponent difference then fits an exact 64-bit window, so alignment loses no bit and needs
/// no sticky logic, and a simulator works in one machine word.
package acs_fp16_pkg;
  /// Normalises, rounds and packs magnitude * 2^(exponent); magnitude must not be 0. Overflow gives infinity.
  function automatic logic [15:0] round_pack(input logic sign, input logic [63:0] magnitude, input logic signed [7:0] exponent);
    // verilator no_inline_task
    logic [63:0] norm;
    logic [5:0] zeros;
    logic signed [7:0] top;
    logic [11:0] head;
    logic [11:0] lost;
    logic [11:0] kept;
    logic [3:0] deep;
    logic normal;
    logic sticky;
    logic [15:0] base;
    logic [16:0] packed_value;
    // Leading zeros bit by bit, without branches that a simulator's host could not predict.
    norm = magnitude;
    zeros[5] = norm[63:32] == 32'd0;
    norm = norm << {zeros[5], 5'd0};
    zeros[4] = norm[63:48] == 16'd0;
    norm = norm << {zeros[4], 4'd0};
    zeros[3] = norm[63:56] == 8'd0;
    norm = norm << {zeros[3], 3'd0};
    zeros[2] = norm[63:60] == 4'd0;
    norm = norm << {zeros[2], 2'd0};
    zeros[1] = norm[63:62] == 2'd0;
    norm = norm << {zeros[1], 1'd0};
    zeros[0] = !norm[63];
    norm = norm << {zeros[0]};
    top = exponent + 8'sd63 - {2'd0, zeros};
    head = norm[63:52];
    sticky = norm[51:0] != 52'd0;
    // Normal: the hidden bit adds 1 to the exponent field, hence top + 14. Subnormal: shift down to the fixed exponent; more than 12 places
    // leave nothing but sticky.
    normal = top >= -8'sd14;
    base = normal ? {6'(top + 8'sd14), 10'd0} : 16'd0;
    deep = normal ? 4'd0 : (top < -8'sd26) ? 4'd12 : 4'(-8'sd14 - top);
    kept = head >> deep;
    lost = head & ~(12'hFFF << deep);
    sticky = sticky || (lost != 12'd0);
    packed_value = {1'b0, base} + {6'd0, kept[11:1]} + {16'd0, kept[0] && (sticky || kept[1])};
    round_pack = {sign, (packed_value >= 17'h07C00) ? 15'h7C00 : packed_value[14:0]};
  endfunction

  /// a * b + c for operands of which at least one is infinite or NaN.
  function automatic logic [15:0] fma_special(input logic [15:0] a, input logic [15:0] b, input logic [15:0] c);
    // verilator no_inline_task
    logic nan;
    logic product_infinite;
    logic product_sign;
    product_sign = a[15] ^ b[15];
    product_infinite = (a[14:0] == 15'h7C00) || (b[14:0] == 15'h7C00);
    nan = (a[14:0] > 15'h7C00) || (b[14:0] > 15'h7C00) || (c[14:0] > 15'h7C00)
        || (product_infinite && ((a[14:0] == 15'd0) || (b[14:0] == 15'd0)))
        || (product_infinite && (c[14:0] == 15'h7C00) && (product_sign != c[15]));
    if (nan) begin
      fma_special = acs_regs_pkg::Fp16CanonicalNan;
    end else if (product_infinite) begin
      fma_special = {product_sign, 15'h7C00};
    end else begin
      fma_special = c;
    end
  endfunction

  /// a * b + c with one rounding.
  function automatic logic [15:0] fma(input logic [15:0] a, input logic [15:0] b, input logic [15:0] c);
    // verilator no_inline_task
    logic [63:0] product;
    logic [63:0] addend;
    logic [63:0] sum;
    logic signed [7:0] scale_a;
    logic signed [7:0] scale_b;
    logic signed [7:0] scale_c;
    logic signed [7:0] distance;
    logic signed [7:0] exponent;
    logic product_sign;
    logic subtract;
    logic negative;
    logic sign;
    if ((a[14:10] == 5'h1F) || (b[14:10] == 5'h1F) || (c[14:10] == 5'h1F)) begin
      fma = fma_special(a, b, c);
    end else begin
      product_sign = a[15] ^ b[15];
      // Exponent field of a subnormal counts as 1 and its hidden bit is 0.
      scale_a = {3'd0, a[14:10]} | {7'd0, a[14:10] == 5'd0};
      scale_b = {3'd0, b[14:10]} | {7'd0, b[14:10] == 5'd0};
      scale_c = {3'd0, c[14:10]} | {7'd0, c[14:10] == 5'd0};
      product = {42'd0, {11'd0, a[14:10] != 5'd0, a[9:0]} * {11'd0, b[14:10] != 5'd0, b[9:0]}};
      addend = {53'd0, c[14:10] != 5'd0, c[9:0]};
      // lsb of the product weighs 2^(scale_a + scale_b - 50), that of the addend 2^(scale_c - 25); distance is in [-34, 53].
      distance = scale_c - scale_a - scale_b + 8'sd25;
      product = product << ((distance < 8'sd0) ? 6'(-distance) : 6'd0);
      addend = addend << ((distance < 8'sd0) ? 6'd0 : 6'(distance));
      exponent = (distance < 8'sd0) ? (scale_c - 8'sd25) : (scale_a + scale_b - 8'sd50);
      subtract = product_sign != c[15];
      negative = subtract && (product < addend);
      sum = product + (addend ^ {64{subtract}}) + {63'd0, subtract};
      sum = (sum ^ {64{negative}}) + {63'd0, negative};
      // An exact zero is +0 unless both parts are negative.
      sign = negative ? c[15] : (product_sign && (!subtract || (sum != 64'd0)));
      fma = (sum == 64'd0) ? {sign, 15'd0} : round_pack(sign, sum, exponent);
    end
  endfunction

  /// 12-bit unsigned count to FP16; counts above 2048 may round.
  function automatic logic [15:0] i2f12(input logic [11:0] count);
    logic [11:0] norm;
    logic [3:0] zeros;
    logic [4:0] field;
    norm = count;
    zeros[3] = norm[11:4] == 8'd0;
    norm = norm << {zeros[3], 3'd0};
    zeros[2] = norm[11:8] == 4'd0;
    norm = norm << {zeros[2], 2'd0};
    zeros[1] = norm[11:10] == 2'd0;
    norm = norm << {zeros[1], 1'd0};
    zeros[0] = !norm[11];
    norm = norm << zeros[0];
    field = 5'd25 - {1'b0, zeros};
    // The hidden bit adds 1 to the field; a carry of the rounding moves into it by itself.
    i2f12 = (count == 12'd0) ? 16'd0
          : {1'b0, field, 10'd0} + {5'd0, norm[11:1]} + {15'd0, norm[0] && norm[1]};
  endfunction

  /// INT8 to FP16, exact.
  function automatic logic [15:0] i2f8(input logic [7:0] value);
    i2f8 = i2f12({4'd0, value[7] ? (8'd0 - value) : value}) | {value[7], 15'd0};
  endfunction

  /// 32-bit signed integer to FP16; beyond the largest number it is infinite.
  function automatic logic [15:0] i2f32(input logic [31:0] value);
    logic [31:0] magnitude;
    magnitude = value[31] ? (32'd0 - value) : value;
    i2f32 = (value == 32'd0) ? 16'd0 : round_pack(value[31], {32'd0, magnitude}, 8'sd0);
  endfunction

  /// FP16 to 32-bit signed integer, to nearest even; NaN gives 0, an infinity the nearest end.
  function automatic logic [31:0] f2i32(input logic [15:0] value);
    logic [41:0] fixed;
    logic [31:0] magnitude;
    fixed = {31'd0, value[14:10] != 5'd0, value[9:0]};
    // 25 fraction bits; a subnormal rounds to 0 whatever its exact scale.
    fixed = fixed << value[14:10];
    magnitude = {15'd0, fixed[41:25]} + {31'd0, fixed[24] && (fixed[25] || (fixed[23:0] != 24'd0))};
    if (value[14:0] > 15'h7C00) begin
      f2i32 = 32'd0;
    end else if (value[14:0] == 15'h7C00) begin
      f2i32 = value[15] ? 32'h8000_0000 : 32'h7FFF_FFFF;
    end else begin
      f2i32 = value[15] ? (32'd0 - magnitude) : magnitude;
    end
  endfunction

  /// FP16 to INT8, to nearest even, clamped to [-128, 127]; NaN gives 0.
  function automatic logic [7:0] f2i8(input logic [15:0] value);
    logic [17:0] fixed;
    logic [7:0] magnitude;
    // 11 fraction bits: exponent field 14 is [0.5, 1), 21 is [64, 128).
    fixed = {7'd0, 1'b1, value[9:0]} << 3'(value[14:10] - 5'd14);
    magnitude = {1'b0, fixed[17:11]} + {7'd0, fixed[10] && (fixed[11] || (fixed[9:0] != 10'd0))};
    if ((value[14:10] < 5'd14) || (value[14:0] > 15'h7C00)) begin
      f2i8 = 8'd0;
    end else if (value[14:10] > 5'd21) begin
      f2i8 = value[15] ? 8'h80 : 8'h7F;
    end else if (value[15]) begin
      f2i8 = 8'd0 - magnitude;
    end else begin
      f2i8 = magnitude[7] ? 8'h7F : magnitude;
    end
  endfunction

  /// A negative number or -0 becomes +0 if enabled; NaN stays.
  function automatic logic [15:0] relu(input logic enable, input logic [15:0] value);
    relu = (enable && value[15] && (value[14:0] <= 15'h7C00)) ? 16'd0 : value;
  endfunction
endpackage
