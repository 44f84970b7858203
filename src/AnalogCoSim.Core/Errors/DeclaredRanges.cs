using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace AnalogCoSim.Core.Errors;

/// <summary>Holds numbers against the <see cref="RangeAttribute"/> of their properties, from which schema and documentation take them too.</summary>
public static class DeclaredRanges
{
    /// <summary>Throws unless every number lies in its range; a null stands for a default and is passed over, NaN lies in none.</summary>
    /// <param name="values">A record with ranges on its properties.</param>
    /// <param name="code">Code of the error.</param>
    /// <param name="noun">What a property is, e.g. "analog parameter".</param>
    /// <exception cref="AcsException">The code, for the first number out of range.</exception>
    public static void Check(object values, ErrorCode code, string noun)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (PropertyInfo property in values.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<RangeAttribute>() is not { } range || property.GetValue(values) is not { } value)
            {
                continue;
            }

            double low = Number(range.Minimum);
            double high = Number(range.Maximum);
            foreach (object item in value is System.Collections.IEnumerable list ? list : new[] { value })
            {
                if (Number(item) is var number && !(number >= low && number <= high))
                {
                    throw new AcsException(
                        code,
                        $"The {noun} {property.Name} is out of range.",
                        null,
                        string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"),
                        number.ToString(CultureInfo.InvariantCulture),
                        $"set {property.Name} to a value in the range");
                }
            }
        }
    }

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
