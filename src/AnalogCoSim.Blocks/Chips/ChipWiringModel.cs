using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Benches;

namespace AnalogCoSim.Blocks.Chips;

/// <summary>All wires of <c>acs_chip</c> around tiles that tell what they see and send what they were loaded with (<c>testbenches/chip/rtl/acs_tile.sv</c>).</summary>
internal sealed class ChipWiringModel : ICycleModel
{
    private const int Tiles = ChipGeometry.Cores;
    private const int LoadBits = 256;
    private const int SeenBits = 2048;

    // Where a tile tells and sends what, in the order of the stub's concatenations.
    private static readonly (string Port, int Width)[] Seen = [("load_valid_i", 1), ("load_addr_i", 3), ("start_i", 1), ("mode_i", 1), ("adc_valid_i", 1), ("adc_left_i", 24), ("adc_right_i", 24)];
    private static readonly (string Port, int Width, int At)[] Sent =
    [
        ("host_tx_valid_o", 1, (int)LinkPort.Host), ("host_tx_data_o", 8, LinkTable.Ports + (8 * (int)LinkPort.Host)), ("mvm_start_o", 1, 63), ("mvm_mode_o", 1, 64),
        ("ldpu_valid_o", 1, 65), ("quiescent_o", 1, 66), ("ldpu_column_o", 8, 67), ("ldpu_data_o", 8, 75),
    ];

    private readonly ulong[,] _sent = new ulong[Tiles, 2];

    public void Clock(PinValues inputs, PinValues outputs)
    {
        bool runs = inputs["rst_ni"] != 0;
        ulong[] seen = new ulong[Tiles * SeenBits / 64];
        for (int tile = 0; runs && tile < Tiles; tile++)
        {
            See(seen, SeenBits * tile, tile, inputs);
        }

        for (int tile = 0; tile < Tiles; tile++)
        {
            _sent[tile, 0] = runs ? WireBits.Of(inputs, "load_data_i", LoadBits * Tiles, LoadBits * tile, 64) : 0;
            _sent[tile, 1] = runs ? WireBits.Of(inputs, "load_data_i", LoadBits * Tiles, (LoadBits * tile) + 64, 64) : 0;
        }

        WireBits.Give(outputs, "x_o", seen);
        foreach ((string port, int width, int at) in Sent)
        {
            ulong[] buffer = new ulong[Tiles * width / 64];
            for (int tile = 0; tile < Tiles; tile++)
            {
                WireBits.Put(buffer, width * tile, width, SentBits(tile, at));
            }

            WireBits.Give(outputs, port, buffer);
        }
    }

    private ulong SentBits(int tile, int at) => at < 64 ? (_sent[tile, 0] >> at) | (at == 0 ? 0 : _sent[tile, 1] << (64 - at)) : _sent[tile, 1] >> (at - 64);

    private void See(ulong[] seen, int first, int tile, PinValues inputs)
    {
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            // What the neighbour in that direction sent in the last clock left by its opposite port.
            int? from = port == (int)LinkPort.Host ? null : LinkTable.Neighbour(tile, (LinkPort)port);
            int opposite = (int)LinkTable.Opposite((LinkPort)port);
            bool host = port == (int)LinkPort.Host;
            ulong valid = host ? WireBits.Of(inputs, "host_rx_valid_i", Tiles, tile, 1) : from is { } one ? SentBits(one, opposite) : 0;
            ulong data = host ? WireBits.Of(inputs, "host_rx_data_i", 8 * Tiles, 8 * tile, 8) : from is { } other ? SentBits(other, LinkTable.Ports + (8 * opposite)) : 0;
            WireBits.Put(seen, first + port, 1, valid);
            WireBits.Put(seen, first + LinkTable.Ports + (8 * port), 8, data);
        }

        int at = first + (9 * LinkTable.Ports);
        WireBits.Put(seen, at, 1, inputs["cfg_valid_i"] & (inputs["cfg_tile_i"] == (ulong)tile ? 1UL : 0));
        WireBits.Put(seen, at + 1, 12, inputs["cfg_addr_i"]);
        WireBits.Put(seen, at + 13, 32, inputs["cfg_data_i"]);
        at += 45;
        foreach ((string port, int width) in Seen)
        {
            WireBits.Put(seen, at, width, WireBits.Of(inputs, port, width * Tiles, width * tile, width));
            at += width;
        }

        for (int word = 0; word < LoadBits / 64; word++)
        {
            WireBits.Put(seen, at + (64 * word), 64, WireBits.Of(inputs, "load_data_i", LoadBits * Tiles, (LoadBits * tile) + (64 * word), 64));
        }
    }
}
