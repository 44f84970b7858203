// SPDX-License-Identifier: Apache-2.0
// Assertion macros: default clock clk_i and reset rst_ni of the module that uses them. Every failure reads
//   ACS: <Name>: <sentence>
// so that the bench can tell an assertion of ours from other output of the simulator. Synthesis sees nothing.
`ifndef ACS_ASSERT_SVH
`define ACS_ASSERT_SVH

`ifdef SYNTHESIS
`define ACS_ASSERT(Name, Property, Sentence)
`define ACS_ASSERT_NEVER(Name, Expression, Sentence)
`else
/// Property holds in every clock outside reset.
`define ACS_ASSERT(Name, Property, Sentence) \
  Name``_A: assert property (@(posedge clk_i) disable iff (!rst_ni) (Property)) \
  else $error({"ACS: ", `"Name`", ": ", Sentence});
/// Expression is false in every clock outside reset.
`define ACS_ASSERT_NEVER(Name, Expression, Sentence) \
  `ACS_ASSERT(Name, !(Expression), Sentence)
`endif

`endif
