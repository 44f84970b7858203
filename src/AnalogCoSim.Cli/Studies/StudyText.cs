using System.Globalization;

namespace AnalogCoSim.Cli.Studies;

/// <summary>How studies write numbers.</summary>
internal static class StudyText
{
    /// <summary>A share with two digits.</summary>
    /// <param name="share">The share; 1 is the whole.</param>
    /// <returns>Such as <c>12.34 %</c>.</returns>
    public static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
