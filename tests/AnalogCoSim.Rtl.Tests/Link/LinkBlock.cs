using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Link;

/// <summary>The link controller alone, compared with the route table and the packet model in every clock.</summary>
internal sealed class LinkBlock : IDisposable
{
    private readonly VerilatedModel _model;
    private readonly LdpuRegisters _registers;

    /// <summary>Builds, resets and configures the block.</summary>
    /// <param name="routes">Routes of <see cref="LinkTraffic.Tile"/>.</param>
    /// <param name="registers">RX selection.</param>
    /// <param name="rtlRoot">Folder with <c>rtl/</c>; null for the project's.</param>
    public LinkBlock(RouteTable routes, LdpuRegisters registers, string? rtlRoot = null)
    {
        _registers = registers;
        _model = BlockModels.Create("acs_link", rtlRoot);
        foreach ((byte path, RouteEntry entry) in routes.Entries(LinkTraffic.Tile))
        {
            ConfigWrite write = ChipConfiguration.Route(LinkTraffic.Tile, path, entry);
            _model.Configure(write.Address, write.Data);
        }

        _model.Set("rx_first_i", registers.RxFirst);
        _model.Set("rx_last_i", registers.RxLast);
    }

    /// <summary>Runs traffic and compares links, consumed bytes and, at the end, the columns they belong to.</summary>
    /// <param name="traffic">Traffic.</param>
    /// <returns>The first difference, or null.</returns>
    public string? Compare(LinkTraffic traffic)
    {
        var columns = new List<List<sbyte>>();
        for (int clock = 0; clock < traffic.Clocks; clock++)
        {
            Drive(traffic, clock);
            _model.Run();
            if ((Links(traffic, clock) ?? Consumption(traffic, clock, columns)) is { } difference)
            {
                return $"clock {clock}: {difference}";
            }
        }

        Rest();
        return Columns(traffic, columns) ?? (_model.Get("busy_o") == 0 ? null : "the link controller is still busy after the last packet");
    }

    /// <summary>Drives one clock of bytes that need not make sense.</summary>
    /// <param name="bytes">Ports and their bytes; <see cref="LinkTraffic.Own"/> is the tile itself.</param>
    /// <param name="ownMask">Ports the own byte leaves by.</param>
    public void Clock(IReadOnlyDictionary<int, byte> bytes, byte ownMask = 0)
    {
        ulong valid = 0;
        ulong data = 0;
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            valid |= bytes.ContainsKey(port) ? 1UL << port : 0;
            data |= (ulong)bytes.GetValueOrDefault(port) << (8 * port);
        }

        _model.Set("rx_valid_i", valid);
        _model.Set("rx_data_i", data);
        _model.Set("own_valid_i", bytes.ContainsKey(LinkTraffic.Own) ? 1UL : 0);
        _model.Set("own_byte_i", bytes.GetValueOrDefault(LinkTraffic.Own));
        _model.Set("own_mask_i", ownMask);
        _model.Run();
    }

    public void Dispose() => _model.Dispose();

    private void Drive(LinkTraffic traffic, int clock)
    {
        ulong valid = 0;
        ulong data = 0;
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            valid |= traffic.Rx(clock, port) is null ? 0 : 1UL << port;
            data |= (ulong)(traffic.Rx(clock, port) ?? 0xA5) << (8 * port);
        }

        _model.Set("rx_valid_i", valid);
        _model.Set("rx_data_i", data);
        _model.Set("own_valid_i", traffic.Rx(clock, LinkTraffic.Own) is null ? 0UL : 1);
        _model.Set("own_byte_i", traffic.Rx(clock, LinkTraffic.Own) ?? 0x5A);
        _model.Set("own_mask_i", traffic.Rx(clock, LinkTraffic.Own) is null ? 0x7FUL : traffic.OwnMask(clock));
    }

    private void Rest()
    {
        _model.Set("rx_valid_i", 0);
        _model.Set("own_valid_i", 0);
        _model.Run();
    }

    private string? Links(LinkTraffic traffic, int clock)
    {
        ulong valid = _model.Get("tx_valid_o");
        ulong data = _model.Get("tx_data_o");
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            byte? actual = (valid >> port & 1) != 0 ? (byte)(data >> (8 * port)) : null;
            if (actual != traffic.Tx(clock, port))
            {
                return $"port {(LinkPort)port} sends {actual?.ToString() ?? "nothing"}, expected {traffic.Tx(clock, port)?.ToString() ?? "nothing"}";
            }
        }

        return null;
    }

    private string? Consumption(LinkTraffic traffic, int clock, List<List<sbyte>> columns)
    {
        bool start = _model.Get("start_o") != 0;
        byte? actual = _model.Get("byte_valid_o") != 0 ? (byte)_model.Get("byte_o") : null;
        byte? expected = traffic.Payload(clock) is { } one && one.Index >= _registers.RxFirst && one.Index <= _registers.RxLast ? one.Value : null;
        if (start)
        {
            columns.Add([]);
        }

        if (actual is { } value && columns.Count > 0)
        {
            columns[^1].Add((sbyte)value);
        }

        return start != traffic.Start(clock) ? $"start_o is {start}"
            : actual != expected ? $"the LDPU gets {actual?.ToString() ?? "nothing"}, expected {expected?.ToString() ?? "nothing"}"
            : null;
    }

    private string? Columns(LinkTraffic traffic, List<List<sbyte>> columns)
    {
        List<LinkPacket> packets = traffic.InOrder();
        var expected = new sbyte[256];
        for (int i = 0; i < packets.Count; i++)
        {
            LinkPacket.Receive(_registers, packets[i].Payload, expected);
            if (i >= columns.Count || !expected.SequenceEqual([.. columns[i], .. new sbyte[256 - columns[i].Count]]))
            {
                return $"consumed packet {i} of path {packets[i].Path} fills other columns than the packet model says";
            }
        }

        return columns.Count == packets.Count ? null : "more packets are consumed than came";
    }
}
