using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Chip;
using AnalogCoSim.Rtl.Tests.Tiles;

namespace AnalogCoSim.Rtl.Tests.Plants;

/// <content>Faults of what is written where: decoders that do not look at all bits of the address, and bits of no field that count.</content>
internal sealed partial class PlantedModule
{
    // Sets of one or more of the four upper bits, and the bits below them that no control register has.
    private const int Pages = 15;
    private const string Decoder = "case (cfg_addr_i)";
    private const int Singles = 6;

    // Statement, and the register whose spare bits count there. Statements of one register share its bits.
    private static readonly (string Target, int Address)[] Written =
    [
        ("relu1_o", RegisterMap.Ctrl), ("relu2_o", RegisterMap.Ctrl), ("combine_o", RegisterMap.Ctrl), ("tx_enable_o", RegisterMap.Ctrl), ("tx_mask_o", RegisterMap.Ctrl), ("tx_path_o", RegisterMap.Ctrl),
        ("s_rx_o", RegisterMap.SRx), ("tx_first_o", RegisterMap.TxSelect), ("tx_last_o", RegisterMap.TxSelect), ("rx_first_o", RegisterMap.RxSelect), ("rx_last_o", RegisterMap.RxSelect),
        ("route_mem[cfg_addr_i[7:0]]", RegisterMap.RouteBase), ("b_mem[cfg_addr_i[7:0]]", RegisterMap.ColumnBiasBase),
    ];

    /// <summary>Number of bits of no field, over all registers.</summary>
    public static int SpareBits => Written.Select(one => one.Address).Distinct().Sum(address => RegisterFields.Spare(address).Length);

    /// <summary>Every decoder: of a page of 256 registers, or of single ones.</summary>
    public void Addresses()
    {
        text = Page().Replace(text, page =>
        {
            uint first = Range(PlantKind.Address, page.Value, Pages);
            string ignored = string.Create(CultureInfo.InvariantCulture, $"(({Selector} - 32'd{first} < 32'd{Pages}) ? 4'({Selector} - 32'd{first - 1}) : 4'd0)");
            return $"((cfg_addr_i[11:8] ^ acs_regs_pkg::{page.Groups["name"].Value}[11:8]) & ~{ignored}) == 4'd0";
        });
        if (text.Contains(Decoder, StringComparison.Ordinal))
        {
            Replace(Decoder, Single());
        }
    }

    /// <summary>Every bit of no field, as if it set all bits of one.</summary>
    public void Spares()
    {
        foreach (var register in Written.GroupBy(one => one.Address))
        {
            foreach (var (target, k) in register.Select((one, k) => (one.Target, k)))
            {
                int[] bits = [.. RegisterFields.Spare(register.Key).Where((_, number) => number % register.Count() == k)];
                text = Regex.Replace(text, $@"(?<head>(?<!\w){Regex.Escape(target)} <= )(?<value>[^;]*\bcfg_data_i\b[^;]*);", write => write.Groups["head"].Value + Spare(target, write.Groups["value"].Value, bits) + ";");
            }
        }
    }

    private string Spare(string target, string value, int[] bits)
    {
        uint first = Range(PlantKind.SpareBit, target, bits.Length);
        string counts = string.Join(" || ", bits.Select((bit, k) => string.Create(CultureInfo.InvariantCulture, $"(({Selector} == 32'd{first + (uint)k}) && cfg_data_i[{bit}])")));
        return $"(({value}) | {{$bits({value}){{{counts}}}}})";
    }

    private string Single()
    {
        uint first = Range(PlantKind.Address, "case", Pages + Singles);
        string ignored = string.Create(CultureInfo.InvariantCulture,
            $"(({Selector} - 32'd{first} < 32'd{Pages}) ? {{4'({Selector} - 32'd{first - 1}), 8'd0}} : ({Selector} - 32'd{first + Pages} < 32'd{Singles}) ? (12'd4 << ({Selector} - 32'd{first + Pages})) : 12'd0)");
        return $"case ((cfg_addr_i & ~{ignored}) | (acs_regs_pkg::CtrlAddress & {ignored}))";
    }

    [GeneratedRegex(@"cfg_addr_i\[11:8\] == acs_regs_pkg::(?<name>\w+)\[11:8\]")]
    private static partial Regex Page();
}
