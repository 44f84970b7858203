using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Devices;

/// <summary>Devices that have exactly their target conductance, for ever and without noise.</summary>
/// <param name="target">Weights and their scale.</param>
public sealed class IdealArray(CoreWeights target) : ProgrammedArray
{
    /// <inheritdoc />
    public override ConductanceMap At(double? secondsSinceProgramming)
    {
        var map = new ConductanceMap();
        for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            var (plus, minus) = TargetPair(target, cell);
            map.Plus[cell] = (float)plus;
            map.Minus[cell] = (float)minus;
        }

        return map;
    }
}
