using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Crossbars;

/// <summary>Replaces the conductances of a core by those that its ADCs see through the wires; once per programming.</summary>
public static class IrDropFolding
{
    /// <summary>Solves both polarities.</summary>
    /// <param name="map">Conductances of the cells.</param>
    /// <param name="parameters">Wire resistances.</param>
    /// <returns>Effective conductances; read noise variances scale with the square of the loss of their cell.</returns>
    public static ConductanceMap Fold(ConductanceMap map, IrDropParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(parameters);
        var folded = new ConductanceMap();
        FoldPolarity(map.Plus, map.PlusVariance, folded.Plus, folded.PlusVariance, parameters);
        FoldPolarity(map.Minus, map.MinusVariance, folded.Minus, folded.MinusVariance, parameters);
        return folded;
    }

    private static void FoldPolarity(float[] mean, float[] variance, float[] foldedMean, float[] foldedVariance, IrDropParameters parameters)
    {
        float[] effective = new ResistiveNetwork(mean, parameters).Solve();
        for (int cell = 0; cell < mean.Length; cell++)
        {
            double loss = mean[cell] > 0 ? Math.Clamp(effective[cell] / mean[cell], 0, 1) : 1;
            foldedMean[cell] = effective[cell];
            foldedVariance[cell] = (float)(variance[cell] * loss * loss);
        }
    }
}
