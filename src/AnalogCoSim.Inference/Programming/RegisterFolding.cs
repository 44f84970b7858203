using AnalogCoSim.Analog;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Inference.Programming;

/// <summary>Puts what calibration found in a core's analog half into its LDPU registers.</summary>
/// <remarks>
/// Source: Khaddam-Aljameh et al., IEEE JSSC 57(4) (2022): gain and offset of each converter are equalised digitally in the LDPU. Drift is compensated by the affine scale, so
/// that it needs no hardware of its own (our choice). Every register is rounded once to FP16.
/// </remarks>
public static class RegisterFolding
{
    /// <summary>
    /// The registers of one core: <c>sP = 1/gainP</c>, <c>sN = 1/gainN</c>, <c>o = -offset</c>, <c>a = drift * ColumnScale / (counts per unit * OutputStep)</c>.
    /// </summary>
    /// <param name="slice">Nominal registers and output step.</param>
    /// <param name="macro">The programmed core.</param>
    /// <param name="mode">Read mode, which the offset depends on.</param>
    /// <returns>A copy of the slice's registers with folded values.</returns>
    public static LdpuRegisters Fold(CoreSlice slice, AnalogMacro macro, ReadMode mode)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentNullException.ThrowIfNull(macro);
        const int Columns = ChipGeometry.CrossbarSize;
        var scaleP = new ushort[Columns];
        var scaleN = new ushort[Columns];
        var offset = new ushort[Columns];
        var affine = new ushort[Columns];
        float[] residue = macro.Calibration.OffsetCounts(mode);
        double countsPerUnit = macro.CountsPerUnitWeight / (double)slice.WeightMax;
        for (int c = 0; c < Columns; c++)
        {
            scaleP[c] = Binary16.FromDouble(Binary16.ToDouble(slice.Ldpu.ScaleP[c]) / macro.Calibration.GainP[c]);
            scaleN[c] = Binary16.FromDouble(Binary16.ToDouble(slice.Ldpu.ScaleN[c]) / macro.Calibration.GainN[c]);
            offset[c] = Binary16.FromDouble(Binary16.ToDouble(slice.Ldpu.Offset[c]) - residue[c]);
            double scale = macro.DriftFactors[c] * (double)(slice.ColumnScale?[c] ?? 1f);
            affine[c] = Binary16.FromDouble(scale / (countsPerUnit * slice.OutputStep));
        }

        return slice.Ldpu with
        {
            ScaleP = scaleP,
            ScaleN = scaleN,
            Offset = offset,
            AffineScale = affine,
            AffineOffset = [.. slice.Ldpu.AffineOffset],
        };
    }
}
