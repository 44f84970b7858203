using System.Globalization;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Parameters;

/// <summary>Range checks that end in a coded error.</summary>
internal static class ParameterCheck
{
    /// <summary>Throws when a value is not in [low, high] or not a number.</summary>
    public static void InRange(string name, double value, double low, double high, string? where = null)
    {
        if (!(value >= low && value <= high))
        {
            throw new AcsException(
                ErrorCode.AnalogInvalidParameter,
                $"The analog parameter {name} is out of range.",
                where,
                string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"),
                value.ToString(CultureInfo.InvariantCulture),
                $"set {name} to a value in the range");
        }
    }
}
