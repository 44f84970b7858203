// SPDX-License-Identifier: Apache-2.0
// Assertion macros: default clock clk_i and reset rst_ni of the module that uses them. Every failure reads
//   ACS: <Name>: <sentence>
// so that the bench can tell an assertion of ours from other output of the simulator. Synthesis sees nothing.
`ifndef ACS_ASSERT_SVH
`define ACS_ASSERT_SVH

`ifdef SYNTHESIS
`define ACS_ASSERT(Name, Expression, Sentence)
`define ACS_ASSERT_NEVER(Name, Expression, Sentence)
`define ACS_ASSERT_NOW(Name, Expression, Sentence)
`else
/// Expression is true at every clock edge outside reset. Immediate, not concurrent: at the edge both see the same values, and a simulator need
/// not keep sampled copies of all it reads.
`define ACS_ASSERT(Name, Expression, Sentence) \
  always_ff @(posedge clk_i) begin : Name``_check \
    if (rst_ni) begin \
      Name``_A: assert (Expression) else $error("ACS: %s: %s", `"Name`", Sentence); \
    end \
  end
/// Expression is false at every clock edge outside reset.
`define ACS_ASSERT_NEVER(Name, Expression, Sentence) \
  `ACS_ASSERT(Name, !(Expression), Sentence)
/// Inside a clocked process: expression is true here.
`define ACS_ASSERT_NOW(Name, Expression, Sentence) \
  Name``_A: assert (Expression) else $error("ACS: %s: %s", `"Name`", Sentence);
`endif

`endif
