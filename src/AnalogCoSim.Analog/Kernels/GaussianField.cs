using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>The 256 read noise numbers of one phase, a pure function of seed, image, core, MVM and phase.</summary>
/// <remarks>Philox block b (0..63) of counter (image, core, mvm, purpose | phase * 64 + b) with b = 16 g + k gives columns 64 g + k, + 16, + 32 and + 48: few columns need few blocks.</remarks>
internal static unsafe partial class GaussianField
{
    public const int Blocks = 64;

    /// <summary>Fills the first columns, a multiple of 64 of them.</summary>
    public static void Fill(SimdPath path, ulong seed, uint image, uint core, uint mvm, uint phase, float* z, int columns)
    {
        uint blocks = (uint)(columns + 63) / 64 * 16;
        uint purpose = ((uint)NoisePurpose.ReadNoise << 24) | (phase * Blocks);
        switch (path)
        {
            case SimdPath.Avx512:
                FillAvx512(seed, image, core, mvm, purpose, z, blocks);
                break;
            case SimdPath.Avx2:
            case SimdPath.Portable:
                FillPortable(seed, image, core, mvm, purpose, z, blocks);
                break;
            default:
                FillScalar(seed, image, core, mvm, purpose, z, blocks);
                break;
        }
    }

    private static uint FirstColumn(uint block) => (block / 16 * 64) + (block % 16);

    private static void FillScalar(ulong seed, uint image, uint core, uint mvm, uint purpose, float* z, uint blocks)
    {
        for (uint block = 0; block < blocks; block++)
        {
            var (r0, r1, r2, r3) = Philox4x32.Block((uint)seed, (uint)(seed >> 32), image, core, mvm, purpose | block);
            uint column = FirstColumn(block);
            (z[column], z[column + 16]) = GaussianMath.Pair(r0, r1);
            (z[column + 32], z[column + 48]) = GaussianMath.Pair(r2, r3);
        }
    }
}
