using AnalogCoSim.Analog.Converters;

namespace AnalogCoSim.Analog.Studies;

/// <summary>One converter path in a table of a core's converters.</summary>
/// <param name="Column">Column.</param>
/// <param name="Path">0 = P, 1 = N.</param>
/// <param name="GainMegahertzPerMicroAmpere">A after trim; MHz/µA.</param>
/// <param name="NonlinearityPerMicroAmpere">B after trim; 1/µA.</param>
/// <param name="OffsetMegahertz">C after trim; MHz.</param>
/// <param name="Levels">Codes up to the current limit.</param>
/// <param name="LargestInl">Largest integral non-linearity; LSB.</param>
/// <param name="LargestDnl">Largest differential non-linearity; LSB.</param>
public sealed record ConverterRow(
    int Column,
    int Path,
    double GainMegahertzPerMicroAmpere,
    double NonlinearityPerMicroAmpere,
    double OffsetMegahertz,
    int Levels,
    double LargestInl,
    double LargestDnl);

/// <summary>Characterises the converters of a core: transfer, INL and DNL; the data behind a plot.</summary>
public static class ConverterStudy
{
    /// <summary>Tables all converters of a core.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <returns>512 rows, P and N of each column.</returns>
    public static IReadOnlyList<ConverterRow> Table(AnalogParameters parameters, int core)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        var adc = new AdcBank(parameters, core);
        var rows = new List<ConverterRow>();
        for (int column = 0; column < AnalogGeometry.Columns; column++)
        {
            for (int path = 0; path < 2; path++)
            {
                var transfer = AdcTransfer.Extract(parameters, core, column, path);
                rows.Add(new ConverterRow(
                    column,
                    path,
                    adc.Gain[path][column],
                    adc.Nonlinearity[path][column],
                    adc.Offset[column],
                    transfer.CurrentsMicroAmpere.Length,
                    transfer.Inl.Select(Math.Abs).DefaultIfEmpty().Max(),
                    transfer.Dnl.Select(Math.Abs).DefaultIfEmpty().Max()));
            }
        }

        return rows;
    }
}
