// Narrow words to wide ones; `var logic`, `wire logic`, widths of expressions, a port list behind an import.
module axis_adapter
  import stream_pkg::*;
#(
  parameter int unsigned Ratio = 16,
  localparam int unsigned OutWidth = Ratio * $bits(word_t)
) (
  input var logic            aclk,
  input wire logic           aresetn,
  input word_t               s_axis_tdata,
  input wire                 s_axis_tvalid,
  output wire                s_axis_tready,
  output logic [OutWidth-1:0] m_axis_tdata,
  output var logic           m_axis_tvalid,
  input                      m_axis_tready,
  output flags_t             flags,
  output mode_e              mode
);
  logic [$clog2(Ratio)-1:0] at;
  assign s_axis_tready = !m_axis_tvalid || m_axis_tready;
  assign flags = '{full: m_axis_tvalid, count: 4'(at)};
  assign mode = at == 0 ? Idle : Filling;
  always_ff @(posedge aclk) begin
    if (m_axis_tready) m_axis_tvalid <= 1'b0;
    if (s_axis_tvalid && s_axis_tready) begin
      m_axis_tdata[at*$bits(word_t)+:$bits(word_t)] <= s_axis_tdata;
      at <= at + 1'b1;
      m_axis_tvalid <= at == $bits(at)'(Ratio - 1);
    end
    if (!aresetn) begin
      at <= '0;
      m_axis_tvalid <= 1'b0;
    end
  end
endmodule
