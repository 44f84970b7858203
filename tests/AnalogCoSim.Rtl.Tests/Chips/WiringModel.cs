using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Chips;

/// <summary>The real <c>acs_chip.sv</c> around tiles that only tell what they see: all wires of the chip, in a build of seconds, each of which can be cut, and each port crossed with that of the next tile.</summary>
/// <remarks>What a tile sees stands in the low bits of its <c>x_o</c>; those above them hold what it saw in the clocks before, so that each bit has a stream of its own.</remarks>
internal static class WiringModel
{
    /// <summary>Name of the selector of the wire that is cut.</summary>
    public const string Selector = ".plant_acs_chip";

    /// <summary>Bytes at the low end of a tile's <c>x_o</c> that tell of the last clock; those above them are what stood so many bytes lower a clock before.</summary>
    public const int Told = 56;

    private const string Behaviour = """

          always_ff @(posedge clk_i or negedge rst_ni) begin
            if (!rst_ni) begin
              x_o <= 2048'd0;
              tx_valid_o <= 7'd0;
              tx_data_o <= 56'd0;
              mvm_start_o <= 1'b0;
              mvm_mode_o <= 1'b0;
              ldpu_valid_o <= 1'b0;
              ldpu_column_o <= 8'd0;
              ldpu_data_o <= 8'd0;
              quiescent_o <= 1'b0;
            end else begin
              x_o <= {x_o[1599:0], load_data_i[28:0], load_data_i, adc_right_i, adc_left_i, adc_valid_i, mode_i, start_i, load_addr_i, load_valid_i, cfg_data_i, cfg_addr_i, cfg_valid_i, rx_data_i, rx_valid_i};
              {ldpu_data_o, ldpu_column_o, quiescent_o, ldpu_valid_o, mvm_mode_o, mvm_start_o, tx_data_o, tx_valid_o} <= load_data_i[82:0];
            end
          end
        endmodule

        """;

    // Wire, how many there are of it, and which of them a place in the text is.
    private static readonly (string Text, string Index, int Count, bool Low)[] Wires =
    [
        ("tx_valid[From]", "6 * t + p", 384, true),
        ("inner_host_rx_valid_i[t]", "t", 64, true),
        ("tx_valid[acs_regs_pkg::Ports * t + acs_regs_pkg::PortHost]", "t", 64, true),
        ("cfg_valid_i && (cfg_tile_i == 6'(t))", "t", 64, true),
        ("(inner_load_valid_i[t])", "t", 64, true),
        ("(inner_start_i[t])", "t", 64, true),
        ("(inner_mode_i[t])", "t", 64, true),
        ("(inner_adc_valid_i[t])", "t", 64, true),
        (".rst_ni        (rst_ni)", "t", 64, false),
    ];

    /// <summary>Numbers of the wires that can be cut; those of links that do not exist are left out.</summary>
    public static IEnumerable<uint> Cuts => Enumerable.Range(1, Wires.Sum(wire => wire.Count))
        .Where(cut => cut > 384 || Stencil.Neighbour((cut - 1) / 6, (cut - 1) % 6) is not null).Select(cut => (uint)cut);

    /// <summary>Ports of the tiles that can be crossed, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Crossable { get; } =
    [
        "load_valid_i", "load_addr_i", "load_data_i", "start_i", "mode_i", "mvm_start_o", "mvm_mode_o", "x_o", "adc_valid_i", "adc_left_i", "adc_right_i", "host_rx_valid_i", "host_rx_data_i",
        "host_tx_valid_o", "host_tx_data_o", "ldpu_valid_o", "ldpu_column_o", "ldpu_data_o", "quiescent_o",
    ];

    /// <summary>Number of the first crossed port: the upper half of it, in every tile, is that of the next tile.</summary>
    public static uint FirstCrossing { get; } = (uint)Wires.Sum(wire => wire.Count) + 1;

    /// <summary>Builds the chip.</summary>
    /// <returns>The model, without assertions.</returns>
    public static BuiltModel Build()
    {
        using var copy = new RtlCopy();
        string tile = Path.Combine(copy.Root, "rtl", "core", "acs_tile.sv");
        string text = File.ReadAllText(tile);
        int end = text.IndexOf("\n);\n", StringComparison.Ordinal);
        File.WriteAllText(tile, text[..end].Replace("`include \"acs_assert.svh\"", string.Empty, StringComparison.Ordinal) + "\n);" + Behaviour);
        string chip = Path.Combine(copy.Root, "rtl", "chip", "acs_chip.sv");
        File.WriteAllText(chip, Cut(Cross(File.ReadAllText(chip))));
        return VerilatorBuild.Default.Build(new ModelSpecification(RtlTree.SourcesOf("acs_chip", copy.Root), ModelFlavour.Fast));
    }

    // Each port of the chip keeps its name outside; inside, between it and its tiles, stands a copy that may be crossed.
    private static string Cross(string text)
    {
        foreach (var (port, number) in Crossable.Select((port, k) => (port, FirstCrossing + (uint)k)))
        {
            int width = PortWidth(text, port);
            bool output = port.EndsWith("_o", StringComparison.Ordinal);
            string inner = $"inner_{port}";
            int head = text.IndexOf("\n);\n", StringComparison.Ordinal);
            text = text[..head] + Regex.Replace(text[head..], $@"(?<!\.)\b{port}\b", inner);
            var (to, from) = output ? (port, inner) : (inner, port);
            int low = width / 2;
            string own = $"{from}[{width} * t +: {width}]";
            string crossed = $"{from}[({width} * ((t + 1) % 64)) + {low} +: {width - low}]" + (low == 0 ? string.Empty : $", {from}[{width} * t +: {low}]");
            text = text.Replace("\n);\n", $"\n);\n  logic [{(64 * width) - 1}:0] {inner};\n  for (genvar t = 0; t < 64; t++) begin : gen_{port}\n"
                + $"    assign {to}[{width} * t +: {width}] = (plant_acs_chip == 32'd{number}) ? {{{crossed}}} : {own};\n  end\n", StringComparison.Ordinal);
        }

        return text;
    }

    private static int PortWidth(string text, string port)
    {
        string factor = Regex.Match(text, $@"logic \[((?<width>\d+)\*)?acs_regs_pkg::Tiles-1:0\]\s+{port}\b") is { Success: true } match ? match.Groups["width"].Value
            : throw new ArgumentException($"{port} is no port of all tiles", nameof(port));
        return factor.Length == 0 ? 1 : int.Parse(factor, CultureInfo.InvariantCulture);
    }

    private static string Cut(string text)
    {
        int first = 1;
        foreach (var (wire, index, count, low) in Wires)
        {
            string[] parts = text.Split(wire);
            Assert.That(parts, Has.Length.EqualTo(2), $"'{wire}' occurs once in acs_chip.sv");
            string value = low ? wire : "(rst_ni)";
            string cut = string.Create(CultureInfo.InvariantCulture, $"({value} {(low ? "&&" : "||")} (plant_acs_chip {(low ? "!=" : "==")} 32'({first} + {index})))");
            text = parts[0] + (low ? cut : $".rst_ni {cut}") + parts[1];
            first += count;
        }

        return text.Replace("\n);\n", "\n);\n  logic [31:0] plant_acs_chip /* verilator public_flat_rw */;\n", StringComparison.Ordinal);
    }
}
