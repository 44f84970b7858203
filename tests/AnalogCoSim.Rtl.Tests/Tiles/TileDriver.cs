using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>Drives a tile by hand, one clock after the other.</summary>
internal sealed class TileDriver
{
    /// <summary>The path id that <see cref="Consume"/> sets up.</summary>
    public const byte Path = 9;

    /// <summary>Resets a tile.</summary>
    /// <param name="model">Tile.</param>
    public TileDriver(VerilatedModel model)
    {
        Model = model;
        model.Inputs.Clear();
        model.Run(2);
        model.Set("rst_ni", 1);
        model.Run();
    }

    public VerilatedModel Model { get; }

    /// <summary>Sets inputs of one bit for one clock, and runs it.</summary>
    /// <param name="inputs">Their names.</param>
    public void Clock(params ReadOnlySpan<string> inputs)
    {
        foreach (string name in inputs)
        {
            Model.Set(name, 1);
        }

        Model.Run();
        foreach (string name in inputs)
        {
            Model.Set(name, 0);
        }
    }

    /// <summary>Writes a register.</summary>
    /// <param name="address">Address.</param>
    /// <param name="data">Data.</param>
    public void Configure(int address, uint data)
    {
        Model.Set("cfg_addr_i", (ulong)address);
        Model.Set("cfg_data_i", data);
        Clock("cfg_valid_i");
    }

    /// <summary>Makes the tile combine packets of <see cref="Path"/> from any port.</summary>
    /// <param name="combine">Whether it really does.</param>
    /// <param name="first">First payload byte that is combined.</param>
    public void Consume(bool combine = true, byte first = 0)
    {
        Configure(RegisterMap.RxSelect, RegisterMap.PackRxSelect(first, 255));
        ConfigWrite route = ChipConfiguration.Route(0, Path, new RouteEntry(0x7F, 0, true));
        Configure(route.Address, route.Data);
        Configure(RegisterMap.Ctrl, RegisterMap.PackCtrl(false, false, combine, false, 0, 0));
    }

    /// <summary>One MVM: start, and so many pairs, every second clock.</summary>
    /// <param name="pairs">Pairs.</param>
    public void Mvm(int pairs)
    {
        Clock("start_i");
        for (int pair = 0; pair < pairs; pair++)
        {
            Clock("adc_valid_i");
            Clock();
        }
    }

    /// <summary>Bytes on one or more ports at once.</summary>
    /// <param name="ports">Port mask.</param>
    /// <param name="bytes">One a clock.</param>
    public void Receive(int ports, params ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            Model.Bytes("rx_data_i")[..7].Fill(value);
            Model.Set("rx_valid_i", (ulong)ports);
            Model.Run();
            Model.Set("rx_valid_i", 0);
        }
    }

    /// <summary>Puts a small value into a register.</summary>
    /// <param name="register">Register.</param>
    /// <param name="value">Value.</param>
    public void Put(string register, byte value) => Model.WriteRegister(register, [value]);
}
