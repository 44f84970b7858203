using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Studies;

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
