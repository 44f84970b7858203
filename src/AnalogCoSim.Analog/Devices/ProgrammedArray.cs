using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Devices;

/// <summary>A core after programming: a state that drifts, from which conductances at any time follow.</summary>
public abstract class ProgrammedArray
{
    /// <summary>Evaluates the array at a time.</summary>
    /// <param name="secondsSinceProgramming">Time of inference, counted from the first reading; s; null is the first reading.</param>
    /// <returns>Conductances and read noise variances.</returns>
    public abstract ConductanceMap At(double? secondsSinceProgramming);

    /// <summary>Programs a core according to the parameters.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index, part of every key.</param>
    /// <param name="target">Weights and their scale.</param>
    /// <returns>The programmed array.</returns>
    public static ProgrammedArray Program(AnalogParameters parameters, int core, CoreWeights target)
    {
        if (parameters.Fidelity != Fidelity.Noisy)
        {
            return new IdealArray(target);
        }

        return parameters.DeviceModel switch
        {
            DeviceModel.TotalWeight => new TotalWeightArray(parameters, core, target),
            DeviceModel.DeviceLevel => new DeviceLevelArray(parameters, core, target),
            DeviceModel.WeightLevel => new WeightLevelArray(parameters, core, target),
            // A member of the enumeration that has no model must not run as another one.
            _ => throw new AcsException(ErrorCode.AnalogInvalidParameter, "The device model has no implementation.", nameof(ProgrammedArray), "a case for it in ProgrammedArray.Program", $"{parameters.DeviceModel}",
                "Add it there, or choose another analog.deviceModel."),
        };
    }

    /// <summary>The target conductances of a weight: one polarity carries it, the other is zero.</summary>
    /// <param name="target">Weights and their scale.</param>
    /// <param name="cell">Cell index, row * 256 + column.</param>
    /// <returns>Positive and negative conductance; µS.</returns>
    public static (double Plus, double Minus) TargetPair(CoreWeights target, int cell)
    {
        double signed = Math.Clamp((double)target.Weights[cell] / target.WeightMax, -1, 1) * target.GmaxMicroSiemens;
        return signed >= 0 ? (signed, 0) : (0, -signed);
    }
}
