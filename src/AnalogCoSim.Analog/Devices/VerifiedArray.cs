using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Devices;

/// <summary>An array whose polarities are programmed in one or more passes, each after the first only where a reading is off: see <see cref="AnalogParameters.ProgrammingPasses"/>.</summary>
public abstract class VerifiedArray : ProgrammedArray
{
    private const int Polarities = 2;

    private readonly byte[][] _age = [new byte[AnalogGeometry.Cells], new byte[AnalogGeometry.Cells]];

    private protected VerifiedArray(AnalogParameters parameters, DeviceStatistics statistics)
    {
        Parameters = parameters;
        Statistics = statistics;
    }

    /// <summary>Chip parameters.</summary>
    private protected AnalogParameters Parameters { get; }

    /// <summary>What is known of the devices, or of the pairs of them, that are written.</summary>
    private protected DeviceStatistics Statistics { get; }

    /// <summary>Goes through all cells as often as the parameters say.</summary>
    /// <param name="core">Core index, part of every key.</param>
    /// <param name="target">Weights and their scale.</param>
    private protected void ProgramAll(uint core, CoreWeights target)
    {
        var verify = new VerifyReading(Parameters);
        var aim = new DriftAim(Parameters, target.GmaxMicroSiemens);
        for (uint pass = 0; pass < Parameters.ProgrammingPasses; pass++)
        {
            for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
            {
                var (plus, minus) = TargetPair(target, cell);
                for (int polarity = 0; polarity < Polarities; polarity++)
                {
                    double g = aim.Target(polarity == 0 ? plus : minus);
                    if (pass > 0 && verify.Holds(core, (uint)cell, (uint)polarity, pass, g, ConductanceOf(polarity, cell, 0)))
                    {
                        _age[polarity][cell]++;
                    }
                    else
                    {
                        Write(core, (uint)cell, (uint)polarity, g, pass);
                        _age[polarity][cell] = 0;
                    }
                }
            }
        }
    }

    /// <summary>Programs one polarity of a cell.</summary>
    /// <param name="core">Core index.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="polarity">0 or 1.</param>
    /// <param name="target">What it is to hold; µS.</param>
    /// <param name="pass">Pass, from 0; part of the key of every draw that programming makes anew.</param>
    private protected abstract void Write(uint core, uint cell, uint polarity, double target, uint pass);

    /// <summary>What a polarity holds.</summary>
    /// <param name="polarity">0 or 1.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="seconds">Time since the first reading of the last pass so far; s.</param>
    /// <returns>µS.</returns>
    private protected abstract double ConductanceOf(int polarity, int cell, double seconds);

    /// <summary>Time since the first reading of a polarity itself: cells that passes have left alone are older by T0 for each.</summary>
    /// <param name="polarity">0 or 1.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="seconds">Time since the first reading of the last pass so far; s.</param>
    /// <returns>s.</returns>
    private protected double SecondsOf(int polarity, int cell, double seconds) => seconds + (_age[polarity][cell] * Statistics.T0Seconds);
}
