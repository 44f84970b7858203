using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Operation;

/// <summary>The target of one core: what is to be programmed and read.</summary>
/// <param name="Weights">Shape [256 * 256]; row-major [row = input, column = output]; any unit.</param>
/// <param name="WeightMax">The weight that maps to <paramref name="GmaxMicroSiemens"/>; larger magnitudes are clipped.</param>
/// <param name="GmaxMicroSiemens">Conductance of the largest weight; µS; at most that of the device preset.</param>
/// <param name="ReadVoltageVolt">Read voltage during MVMs; V; 0.1 to 0.4 on the chip.</param>
public sealed record CoreWeights(float[] Weights, float WeightMax, float GmaxMicroSiemens, float ReadVoltageVolt)
{
    /// <summary>Checks shape and ranges.</summary>
    /// <param name="presetGmaxMicroSiemens">Largest conductance that the device preset was measured for; µS.</param>
    /// <param name="core">Core index for the message.</param>
    /// <exception cref="AcsException">0701: a value is out of range.</exception>
    public void Validate(double presetGmaxMicroSiemens, int core)
    {
        string where = $"core {core}";
        if (Weights.Length != AnalogGeometry.Cells)
        {
            throw new AcsException(ErrorCode.AnalogInvalidParameter, "A core's weight matrix has the wrong size.", where, $"{AnalogGeometry.Cells} values", $"{Weights.Length}");
        }

        ParameterCheck.InRange(nameof(WeightMax), WeightMax, float.Epsilon, float.MaxValue, where);
        ParameterCheck.InRange(nameof(GmaxMicroSiemens), GmaxMicroSiemens, 0.01, presetGmaxMicroSiemens * 1.0001, where);
        ParameterCheck.InRange(nameof(ReadVoltageVolt), ReadVoltageVolt, 0.01, 1.0, where);
        foreach (float weight in Weights)
        {
            if (!float.IsFinite(weight))
            {
                throw new AcsException(ErrorCode.AnalogInvalidParameter, "A weight is not finite.", where, "finite numbers", $"{weight}");
            }
        }
    }
}
