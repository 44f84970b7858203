using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AnalogCoSim.Chip;

namespace AnalogCoSim.Benchmarks.Tiles;

/// <summary>What a tile is given in one clock; layout of <c>acs_tile_stimulus</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TileStimulus
{
    public byte LoadValid;
    public byte LoadAddress;
    public byte Start;
    public byte AdcValid;
    public uint AdcLeft;
    public uint AdcRight;
    public LoadBeat LoadData;

    /// <summary>One packet interval of a tile that converts and drains back to back; repeated, it goes on for ever.</summary>
    /// <param name="seed">Seed of inputs and counts.</param>
    /// <returns>258 clocks.</returns>
    public static TileStimulus[] Period(int seed)
    {
        var random = new Random(seed);
        var period = new TileStimulus[RegisterMap.PacketInterval];
        for (int beat = 0; beat < LoadBeats; beat++)
        {
            period[beat].LoadValid = 1;
            period[beat].LoadAddress = (byte)beat;
            random.NextBytes(period[beat].LoadData);
        }

        period[LoadBeats].Start = 1;
        for (int pair = 0; pair < RegisterMap.CrossbarColumns / 2; pair++)
        {
            ref TileStimulus now = ref period[(LoadBeats + 1 + RegisterMap.PhaseLatency1 + (pair * RegisterMap.AdcPairInterval)) % period.Length];
            now.AdcValid = 1;
            now.AdcLeft = (uint)random.Next(1 << 24);
            now.AdcRight = (uint)random.Next(1 << 24);
        }

        return period;
    }

    /// <summary>The same before the first MVM, when no counts are under way yet.</summary>
    /// <param name="period">From <see cref="Period"/>.</param>
    /// <returns>258 clocks to run once.</returns>
    public static TileStimulus[] First(TileStimulus[] period)
    {
        var first = (TileStimulus[])period.Clone();
        for (int clock = 0; clock <= LoadBeats + RegisterMap.PhaseLatency1; clock++)
        {
            first[clock].AdcValid = 0;
        }

        return first;
    }

    private const int LoadBeats = RegisterMap.CrossbarRows / RegisterMap.RowsPerLoadBeat;

    /// <summary>32 input bytes.</summary>
    [InlineArray(RegisterMap.RowsPerLoadBeat)]
    internal struct LoadBeat
    {
        private byte _first;
    }
}
