// SPDX-License-Identifier: Apache-2.0
// Generated from register_map.yaml by `acs generate`; edit that file.

/// Addresses, fields, link ports, latencies and formats shared by RTL and C#.
package acs_regs_pkg;
  localparam int unsigned TileRows = 8;
  localparam int unsigned TileColumns = 8;
  localparam int unsigned CrossbarRows = 256;
  localparam int unsigned CrossbarColumns = 256;
  localparam int unsigned RowsPerLoadBeat = 32;
  localparam int unsigned AdcCountBits = 12;
  localparam int unsigned Tiles = TileRows * TileColumns;

  localparam int unsigned Fp16ExponentBits = 5;
  localparam int unsigned Fp16FractionBits = 10;
  localparam logic [15:0] Fp16CanonicalNan = 16'h7E00;

  /// a * b + c with one rounding
  localparam logic [2:0] Fp16OpFma = 3'd0;
  /// a + b
  localparam logic [2:0] Fp16OpAdd = 3'd1;
  /// a * b
  localparam logic [2:0] Fp16OpMul = 3'd2;
  /// 32-bit signed integer to FP16
  localparam logic [2:0] Fp16OpI2f32 = 3'd3;
  /// FP16 to 32-bit signed integer; NaN gives 0, infinities the nearest end
  localparam logic [2:0] Fp16OpF2i32 = 3'd4;
  /// 12-bit unsigned count to FP16
  localparam logic [2:0] Fp16OpI2f12 = 3'd5;
  /// INT8 to FP16
  localparam logic [2:0] Fp16OpI2f8 = 3'd6;
  /// FP16 to INT8; NaN gives 0, clamped to [-128, 127]
  localparam logic [2:0] Fp16OpF2i8 = 3'd7;

  /// Clocks: mvm_start_o to first adc_valid_i, 1-phase read (133 ns)
  localparam int unsigned PhaseLatency1 = 54;
  /// Clocks: mvm_start_o to first adc_valid_i, 4-phase read (520 ns)
  localparam int unsigned PhaseLatency4 = 208;
  /// Clocks: clocks from one ADC pair to the next
  localparam int unsigned AdcPairInterval = 2;
  /// Clocks: one fused multiply-add
  localparam int unsigned FmaLatency = 3;
  /// Clocks: drained column address to ldpu_valid_o
  localparam int unsigned LdpuLatency = 15;
  /// Clocks: first ADC pair to start of drain in a tile that does not combine; makes p0 what it is
  localparam int unsigned HeadDelay = 7;
  /// Clocks: path id, length - 1
  localparam int unsigned PreambleBeats = 2;
  /// Clocks: shortest distance of two packets (drains) of one tile
  localparam int unsigned PacketInterval = 258;
  /// Clocks: rx port to tx port of a tile that only forwards
  localparam int unsigned HopLatency = 1;
  /// Clocks: clocks beyond the 256 columns, first adc_valid_i to last byte on the link, chain of one
  localparam int unsigned P0 = 24;
  /// Clocks: clocks added by each further tile of a chain
  localparam int unsigned H = 17;

  localparam int unsigned AddressBits = 12;
  localparam int unsigned DataBits = 32;

  /// gain of the two ADC counters of a column; memory, no reset value
  localparam logic [11:0] ColumnScaleBase = 12'h000;
  /// FP16 factor of the P count
  localparam int unsigned ColumnScaleSPLsb = 0;
  localparam int unsigned ColumnScaleSPWidth = 16;
  /// FP16 factor of the N count, applied negated
  localparam int unsigned ColumnScaleSNLsb = 16;
  localparam int unsigned ColumnScaleSNWidth = 16;

  /// offset of the ADC pair and factor of the activation block; memory, no reset value
  localparam logic [11:0] ColumnAffineBase = 12'h100;
  /// FP16 offset added to the scaled counts
  localparam int unsigned ColumnAffineOLsb = 0;
  localparam int unsigned ColumnAffineOWidth = 16;
  /// FP16 affine factor
  localparam int unsigned ColumnAffineALsb = 16;
  localparam int unsigned ColumnAffineAWidth = 16;

  /// offset of the activation block; memory, no reset value
  localparam logic [11:0] ColumnBiasBase = 12'h200;
  /// FP16 affine offset
  localparam int unsigned ColumnBiasBLsb = 0;
  localparam int unsigned ColumnBiasBWidth = 16;
  /// not stored
  localparam int unsigned ColumnBiasSpareLsb = 16;
  localparam int unsigned ColumnBiasSpareWidth = 16;

  /// what this tile does with packets of a path id; a write makes the entry valid, reset makes all invalid
  localparam logic [11:0] RouteBase = 12'h300;
  /// ports a packet of this path may come from
  localparam int unsigned RouteRxMaskLsb = 0;
  localparam int unsigned RouteRxMaskWidth = 7;
  /// ports the packet is forwarded to, one clock later
  localparam int unsigned RouteFwdMaskLsb = 8;
  localparam int unsigned RouteFwdMaskWidth = 7;
  /// the packet is combined in this tile
  localparam int unsigned RouteConsumeLsb = 15;
  localparam int unsigned RouteConsumeWidth = 1;

  /// mode of the tile; reset 0
  localparam logic [11:0] CtrlAddress = 12'h400;
  /// ReLU before the combine
  localparam int unsigned CtrlRelu1Lsb = 0;
  localparam int unsigned CtrlRelu1Width = 1;
  /// ReLU after the combine
  localparam int unsigned CtrlRelu2Lsb = 1;
  localparam int unsigned CtrlRelu2Width = 1;
  /// add the received INT8 vector
  localparam int unsigned CtrlCombineLsb = 2;
  localparam int unsigned CtrlCombineWidth = 1;
  /// send results as packets
  localparam int unsigned CtrlTxEnableLsb = 3;
  localparam int unsigned CtrlTxEnableWidth = 1;
  /// ports the packets leave on
  localparam int unsigned CtrlTxMaskLsb = 8;
  localparam int unsigned CtrlTxMaskWidth = 7;
  /// path id of the packets
  localparam int unsigned CtrlTxPathLsb = 16;
  localparam int unsigned CtrlTxPathWidth = 8;

  /// factor of the received INT8 values; reset 0
  localparam logic [11:0] SRxAddress = 12'h401;
  /// FP16
  localparam int unsigned SRxValueLsb = 0;
  localparam int unsigned SRxValueWidth = 16;

  /// columns that are sent; reset 0
  localparam logic [11:0] TxSelectAddress = 12'h402;
  /// first column
  localparam int unsigned TxSelectFirstLsb = 0;
  localparam int unsigned TxSelectFirstWidth = 8;
  /// last column
  localparam int unsigned TxSelectLastLsb = 8;
  localparam int unsigned TxSelectLastWidth = 8;

  /// payload bytes that are combined; byte first goes to column 0; reset 0
  localparam logic [11:0] RxSelectAddress = 12'h403;
  /// first payload byte
  localparam int unsigned RxSelectFirstLsb = 0;
  localparam int unsigned RxSelectFirstWidth = 8;
  /// last payload byte
  localparam int unsigned RxSelectLastLsb = 8;
  localparam int unsigned RxSelectLastWidth = 8;

  localparam int unsigned NeighbourPorts = 6;
  localparam int unsigned Ports = 7;
  localparam int unsigned PortE1 = 0;
  localparam int unsigned PortW1 = 1;
  localparam int unsigned PortE2 = 2;
  localparam int unsigned PortW2 = 3;
  localparam int unsigned PortS1 = 4;
  localparam int unsigned PortN1 = 5;
  localparam int unsigned PortHost = 6;

  /// Receiving port opposite to each sending port, three bits a port, port 0 lowest.
  localparam logic [17:0] OppositePort = {3'd4, 3'd5, 3'd2, 3'd3, 3'd0, 3'd1};

  /// Neighbour table, seven bits an entry {exists, tile[5:0]}; entry tile * NeighbourPorts + port, entry 0 lowest.
  localparam logic [2687:0] LinkTable = {
    7'h77, 7'h00, 7'h7D, 7'h00, 7'h7E, 7'h00,  // tile 63
    7'h76, 7'h00, 7'h7C, 7'h00, 7'h7D, 7'h7F,  // tile 62
    7'h75, 7'h00, 7'h7B, 7'h7F, 7'h7C, 7'h7E,  // tile 61
    7'h74, 7'h00, 7'h7A, 7'h7E, 7'h7B, 7'h7D,  // tile 60
    7'h73, 7'h00, 7'h79, 7'h7D, 7'h7A, 7'h7C,  // tile 59
    7'h72, 7'h00, 7'h78, 7'h7C, 7'h79, 7'h7B,  // tile 58
    7'h71, 7'h00, 7'h00, 7'h7B, 7'h78, 7'h7A,  // tile 57
    7'h70, 7'h00, 7'h00, 7'h7A, 7'h00, 7'h79,  // tile 56
    7'h6F, 7'h7F, 7'h75, 7'h00, 7'h76, 7'h00,  // tile 55
    7'h6E, 7'h7E, 7'h74, 7'h00, 7'h75, 7'h77,  // tile 54
    7'h6D, 7'h7D, 7'h73, 7'h77, 7'h74, 7'h76,  // tile 53
    7'h6C, 7'h7C, 7'h72, 7'h76, 7'h73, 7'h75,  // tile 52
    7'h6B, 7'h7B, 7'h71, 7'h75, 7'h72, 7'h74,  // tile 51
    7'h6A, 7'h7A, 7'h70, 7'h74, 7'h71, 7'h73,  // tile 50
    7'h69, 7'h79, 7'h00, 7'h73, 7'h70, 7'h72,  // tile 49
    7'h68, 7'h78, 7'h00, 7'h72, 7'h00, 7'h71,  // tile 48
    7'h67, 7'h77, 7'h6D, 7'h00, 7'h6E, 7'h00,  // tile 47
    7'h66, 7'h76, 7'h6C, 7'h00, 7'h6D, 7'h6F,  // tile 46
    7'h65, 7'h75, 7'h6B, 7'h6F, 7'h6C, 7'h6E,  // tile 45
    7'h64, 7'h74, 7'h6A, 7'h6E, 7'h6B, 7'h6D,  // tile 44
    7'h63, 7'h73, 7'h69, 7'h6D, 7'h6A, 7'h6C,  // tile 43
    7'h62, 7'h72, 7'h68, 7'h6C, 7'h69, 7'h6B,  // tile 42
    7'h61, 7'h71, 7'h00, 7'h6B, 7'h68, 7'h6A,  // tile 41
    7'h60, 7'h70, 7'h00, 7'h6A, 7'h00, 7'h69,  // tile 40
    7'h5F, 7'h6F, 7'h65, 7'h00, 7'h66, 7'h00,  // tile 39
    7'h5E, 7'h6E, 7'h64, 7'h00, 7'h65, 7'h67,  // tile 38
    7'h5D, 7'h6D, 7'h63, 7'h67, 7'h64, 7'h66,  // tile 37
    7'h5C, 7'h6C, 7'h62, 7'h66, 7'h63, 7'h65,  // tile 36
    7'h5B, 7'h6B, 7'h61, 7'h65, 7'h62, 7'h64,  // tile 35
    7'h5A, 7'h6A, 7'h60, 7'h64, 7'h61, 7'h63,  // tile 34
    7'h59, 7'h69, 7'h00, 7'h63, 7'h60, 7'h62,  // tile 33
    7'h58, 7'h68, 7'h00, 7'h62, 7'h00, 7'h61,  // tile 32
    7'h57, 7'h67, 7'h5D, 7'h00, 7'h5E, 7'h00,  // tile 31
    7'h56, 7'h66, 7'h5C, 7'h00, 7'h5D, 7'h5F,  // tile 30
    7'h55, 7'h65, 7'h5B, 7'h5F, 7'h5C, 7'h5E,  // tile 29
    7'h54, 7'h64, 7'h5A, 7'h5E, 7'h5B, 7'h5D,  // tile 28
    7'h53, 7'h63, 7'h59, 7'h5D, 7'h5A, 7'h5C,  // tile 27
    7'h52, 7'h62, 7'h58, 7'h5C, 7'h59, 7'h5B,  // tile 26
    7'h51, 7'h61, 7'h00, 7'h5B, 7'h58, 7'h5A,  // tile 25
    7'h50, 7'h60, 7'h00, 7'h5A, 7'h00, 7'h59,  // tile 24
    7'h4F, 7'h5F, 7'h55, 7'h00, 7'h56, 7'h00,  // tile 23
    7'h4E, 7'h5E, 7'h54, 7'h00, 7'h55, 7'h57,  // tile 22
    7'h4D, 7'h5D, 7'h53, 7'h57, 7'h54, 7'h56,  // tile 21
    7'h4C, 7'h5C, 7'h52, 7'h56, 7'h53, 7'h55,  // tile 20
    7'h4B, 7'h5B, 7'h51, 7'h55, 7'h52, 7'h54,  // tile 19
    7'h4A, 7'h5A, 7'h50, 7'h54, 7'h51, 7'h53,  // tile 18
    7'h49, 7'h59, 7'h00, 7'h53, 7'h50, 7'h52,  // tile 17
    7'h48, 7'h58, 7'h00, 7'h52, 7'h00, 7'h51,  // tile 16
    7'h47, 7'h57, 7'h4D, 7'h00, 7'h4E, 7'h00,  // tile 15
    7'h46, 7'h56, 7'h4C, 7'h00, 7'h4D, 7'h4F,  // tile 14
    7'h45, 7'h55, 7'h4B, 7'h4F, 7'h4C, 7'h4E,  // tile 13
    7'h44, 7'h54, 7'h4A, 7'h4E, 7'h4B, 7'h4D,  // tile 12
    7'h43, 7'h53, 7'h49, 7'h4D, 7'h4A, 7'h4C,  // tile 11
    7'h42, 7'h52, 7'h48, 7'h4C, 7'h49, 7'h4B,  // tile 10
    7'h41, 7'h51, 7'h00, 7'h4B, 7'h48, 7'h4A,  // tile 9
    7'h40, 7'h50, 7'h00, 7'h4A, 7'h00, 7'h49,  // tile 8
    7'h00, 7'h4F, 7'h45, 7'h00, 7'h46, 7'h00,  // tile 7
    7'h00, 7'h4E, 7'h44, 7'h00, 7'h45, 7'h47,  // tile 6
    7'h00, 7'h4D, 7'h43, 7'h47, 7'h44, 7'h46,  // tile 5
    7'h00, 7'h4C, 7'h42, 7'h46, 7'h43, 7'h45,  // tile 4
    7'h00, 7'h4B, 7'h41, 7'h45, 7'h42, 7'h44,  // tile 3
    7'h00, 7'h4A, 7'h40, 7'h44, 7'h41, 7'h43,  // tile 2
    7'h00, 7'h49, 7'h00, 7'h43, 7'h40, 7'h42,  // tile 1
    7'h00, 7'h48, 7'h00, 7'h42, 7'h00, 7'h41  // tile 0
  };
endpackage
