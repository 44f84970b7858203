namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>Bugs that show with one value or at one end only: one address, one path id, one length, one column, no port, all ports, the last place of a buffer.</summary>
/// <remarks>Planted behind <see cref="Mutants.All"/>, into the text that those leave.</remarks>
internal static class RareMutants
{
    /// <summary>Module, text before the expression, expression, and what stands there instead.</summary>
    public static IReadOnlyList<(string Module, string Before, string Expression, string Bug)> All { get; } =
    [
        ("acs_tile", ".cfg_addr_i   (", "cfg_addr_i", "(cfg_addr_i == 12'hB80 ? 12'h380 : cfg_addr_i)"),
        ("acs_tile", ".cfg_addr_i     (", "cfg_addr_i", "(cfg_addr_i == 12'h4FF ? 12'h0FF : cfg_addr_i)"),
        ("acs_tile", ".cfg_addr_i  (", "cfg_addr_i", "(cfg_addr_i == 12'hC01 ? 12'h401 : cfg_addr_i)"),
        ("acs_tile", ".load_addr_i  (", "load_addr_i", "(load_addr_i == 3'd7 && occupied == 2'd2 ? 3'd6 : load_addr_i)"),
        ("acs_tile", ".mode_i         (", "mode_i", "(occupied == 2'd2 ? mvm_mode_o : mode_i)"),
        ("acs_tile", ".combine_i    (combine),\n    .rx_first_i   (", "rx_first", "(rx_first == 8'd255 ? 8'd254 : rx_first)"),
        ("acs_tile", ".cfg_data_i   (cfg_data_i),\n    .rx_first_i   (", "rx_first", "(rx_first == 8'd255 ? 8'd0 : rx_first)"),
        ("acs_tile", ".rx_last_i    (", "rx_last", "(rx_last == 8'd0 ? 8'd255 : rx_last)"),
        ("acs_tile", ".first_i  (", "tx_first", "(tx_first == 8'd255 ? 8'd0 : tx_first)"),
        ("acs_tile", "? rx_last : ", "tx_last", "(tx_first == tx_last ? tx_last + 8'd1 : tx_last)"),
        ("acs_tile", "tx_last + 8'd1 : tx_last) : ", "tx_last", "(tx_last == 8'd0 ? 8'd255 : tx_last)"),
        ("acs_tile", "? 7'd1 : ", "tx_mask", "(tx_mask == 7'd0 ? 7'h7F : tx_mask)"),
        ("acs_tile", "7'h7F : tx_mask) : ", "tx_mask", "(tx_mask == 7'h7F ? 7'h3F : tx_mask)"),
        ("acs_tile", ".s_rx_i         (", "s_rx", "(s_rx == 16'h7C00 ? 16'h7BFF : s_rx)"),
        ("acs_tile", ".rx_data_i      (", "rx_byte", "(drain_column == 8'd255 ? 8'd0 : rx_byte)"),
        ("acs_tile", ".right_counts_i (", "right_counts", "(drain_column == 8'd0 ? right_counts ^ 24'h800000 : right_counts)"),
        ("acs_tile", ".left_counts_i  (", "left_counts", "(mvm_mode_o && drain_column == 8'd255 ? left_counts ^ 24'h000800 : left_counts)"),
        ("acs_tile", ".rst_ni   (", "rst_ni", "(rst_ni || own_valid)"),
        ("acs_link", "left_q[8 * p +: 8] <= ", "rx_data_i[8 * p +: 8]", "(rx_data_i[8 * p +: 8] == 8'd255 && !route[7] ? 8'd254 : rx_data_i[8 * p +: 8])"),
        ("acs_link", "1'b1 : ", "entry[{1'b0, port}]", "(entry[6:0] == 7'd0 || entry[{1'b0, port}])"),
        ("acs_link_tx", "byte_o = hit ? ", "path_i", "(first_i == 8'd255 ? 8'd0 : path_i)"),
        ("acs_ldpu", ".rx_data_i      (", "rx_ring[rx_read]", "(rx_read == 4'd15 && rx_write_q == 4'd0 ? 8'd0 : rx_ring[rx_read])"),
    ];

    /// <summary>Module, text after which a statement is added, and that statement.</summary>
    public static IReadOnlyList<(string Module, string After, string Bug)> Statements { get; } =
    [
        ("acs_link", "length_q[p] <= 1'b1;", "route = route & ~(8'd1 << p);"),
        ("acs_link", "length_q[p] <= 1'b1;", "route = (p > 0 && rx_valid_i[p > 0 ? p - 1 : 0] && rx_data_i[8 * p +: 8] == rx_data_i[8 * (p > 0 ? p - 1 : 0) +: 8]) ? 8'd0 : route;"),
        ("acs_link", "length_q[p] <= 1'b1;", "route = (route[7] && p == 6 && own_valid_i) ? 8'd0 : route;"),
        ("acs_link", "length_q[p] <= 1'b0;", "consume_q[p] <= consume_q[p] && (rx_data_i[8 * p +: 8] != 8'd0);"),
        ("acs_link_tx", "payload_q <= 1'b1;", "payload_q <= (last_i != first_i);"),
        ("acs_link_tx", "column_q <= column_q + 8'd1;", "column_q <= (column_q == 8'd255 && !enable_i) ? 8'd1 : column_q + 8'd1;"),
        ("acs_mvm_ctrl", "<= adc_left_i;", "if (write_buffer_q && write_pair_q == 7'd127) left_mem[8'd255] <= 24'd0;"),
        ("acs_mvm_ctrl", "<= adc_right_i;", "if (!write_buffer_q && write_pair_q == 7'd127 && freed) right_mem[8'd127] <= 24'd0;"),
        ("acs_drain_ctrl", "column_q <= column_q + 8'd1;", "column_q <= (column_q == 8'd254 && first_pair_i) ? 8'd254 : column_q + 8'd1;"),
        ("acs_ldpu_activation", "column_o <= out_column_q;", "column_o <= (out_column_q == 8'd255 && rx_column_q == 4'd1) ? 8'd254 : out_column_q;"),
        ("acs_cfg_regs", "acs_regs_pkg::RxSelectAddress: begin", "if (rx_last_o == 8'd0) s_rx_o <= 16'd0;"),
        ("acs_cfg_regs", "acs_regs_pkg::TxSelectAddress: begin", "relu1_o <= 1'b0;"),
    ];
}
