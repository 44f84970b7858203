using System.Runtime.InteropServices;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Benchmarks.Tiles;

/// <summary>The input record of a tile as C# writes it; <see cref="Check"/> holds it to the model's port table.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TileInputs
{
    public byte Clock;
    public byte ResetN;
    public byte ConfigValid;
    public byte LoadValid;
    public byte LoadAddress;
    public byte Start;
    public byte Mode;
    public byte AdcValid;
    public byte RxValid;
    public ushort ConfigAddress;
    public uint ConfigData;
    public TileStimulus.LoadBeat LoadData;
    public uint AdcLeft;
    public uint AdcRight;
    public ulong RxData;

    private static readonly (string Port, string Field)[] Fields =
    [
        ("clk_i", nameof(Clock)), ("rst_ni", nameof(ResetN)), ("cfg_valid_i", nameof(ConfigValid)), ("load_valid_i", nameof(LoadValid)), ("load_addr_i", nameof(LoadAddress)),
        ("start_i", nameof(Start)), ("mode_i", nameof(Mode)), ("adc_valid_i", nameof(AdcValid)), ("rx_valid_i", nameof(RxValid)),
        ("cfg_addr_i", nameof(ConfigAddress)), ("cfg_data_i", nameof(ConfigData)), ("load_data_i", nameof(LoadData)),
        ("adc_left_i", nameof(AdcLeft)), ("adc_right_i", nameof(AdcRight)), ("rx_data_i", nameof(RxData)),
    ];

    /// <summary>Throws unless every field lies where the model has it.</summary>
    /// <param name="ports">Ports of the model.</param>
    public static void Check(PortTable ports)
    {
        foreach ((string port, string field) in Fields)
        {
            int offset = (int)Marshal.OffsetOf<TileInputs>(field);
            if (ports[port].Offset != offset)
            {
                throw new InvalidOperationException($"{port} lies at byte {ports[port].Offset} of the record, the bench writes byte {offset}");
            }
        }
    }

    /// <summary>Takes over one clock's stimulus.</summary>
    /// <param name="now">The stimulus.</param>
    public void Apply(in TileStimulus now)
    {
        LoadValid = now.LoadValid;
        LoadAddress = now.LoadAddress;
        Start = now.Start;
        AdcValid = now.AdcValid;
        AdcLeft = now.AdcLeft;
        AdcRight = now.AdcRight;
        LoadData = now.LoadData;
    }
}
