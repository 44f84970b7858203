using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>The 256 read noise numbers of one phase, a pure function of seed, image, core, MVM and phase.</summary>
/// <remarks>Philox block b (0..63) of counter (image, core, mvm, purpose | phase * 64 + b) gives columns b, 64 + b, 128 + b and 192 + b.</remarks>
internal static unsafe partial class GaussianField
{
    public const int Blocks = 64;

    public static void Fill(SimdPath path, ulong seed, uint image, uint core, uint mvm, uint phase, float* z)
    {
        uint purpose = ((uint)NoisePurpose.ReadNoise << 24) | (phase * Blocks);
        switch (path)
        {
            case SimdPath.Avx512:
                FillAvx512(seed, image, core, mvm, purpose, z);
                break;
            case SimdPath.Avx2:
            case SimdPath.Portable:
                FillPortable(seed, image, core, mvm, purpose, z);
                break;
            default:
                FillScalar(seed, image, core, mvm, purpose, z);
                break;
        }
    }

    private static void FillScalar(ulong seed, uint image, uint core, uint mvm, uint purpose, float* z)
    {
        for (uint block = 0; block < Blocks; block++)
        {
            var (r0, r1, r2, r3) = Philox4x32.Block((uint)seed, (uint)(seed >> 32), image, core, mvm, purpose | block);
            (z[block], z[block + 64]) = GaussianMath.Pair(r0, r1);
            (z[block + 128], z[block + 192]) = GaussianMath.Pair(r2, r3);
        }
    }
}
