using System.Runtime.CompilerServices;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Benchmarks.Tiles;

/// <summary>The ports of a tile that the bench drives and reads, in place.</summary>
/// <param name="tile">The tile; must outlive this.</param>
internal readonly unsafe struct TilePorts(VerilatedModel tile)
{
    private readonly byte* _loadValid = At<byte>(tile, "load_valid_i");
    private readonly byte* _loadAddress = At<byte>(tile, "load_addr_i");
    private readonly byte* _start = At<byte>(tile, "start_i");
    private readonly byte* _adcValid = At<byte>(tile, "adc_valid_i");
    private readonly uint* _adcLeft = At<uint>(tile, "adc_left_i");
    private readonly uint* _adcRight = At<uint>(tile, "adc_right_i");
    private readonly TileStimulus.LoadBeat* _loadData = At<TileStimulus.LoadBeat>(tile, "load_data_i");
    private readonly byte* _valid = At<byte>(tile, "ldpu_valid_o");
    private readonly byte* _data = At<byte>(tile, "ldpu_data_o");

    /// <summary>Drives one clock's stimulus.</summary>
    /// <param name="now">The stimulus.</param>
    public void Apply(in TileStimulus now)
    {
        *_loadValid = now.LoadValid;
        *_loadAddress = now.LoadAddress;
        *_start = now.Start;
        *_adcValid = now.AdcValid;
        *_adcLeft = now.AdcLeft;
        *_adcRight = now.AdcRight;
        *_loadData = now.LoadData;
    }

    /// <summary>Adds the LDPU result, if there is one.</summary>
    /// <param name="checksum">Checksum so far.</param>
    /// <returns>The new checksum.</returns>
    public ulong Add(ulong checksum) => *_valid != 0 ? (31 * checksum) + *_data : checksum;

    private static T* At<T>(VerilatedModel tile, string port)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref tile.Port<T>(port));
}
