using System.Globalization;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Data;

/// <summary>The stretch of a set that a data section asks for.</summary>
internal static class Stretch
{
    /// <summary>How many images there are from the first on, at most as many as asked for.</summary>
    /// <param name="section">First image and count.</param>
    /// <param name="available">Images of the set.</param>
    /// <param name="length">Values of one image.</param>
    /// <param name="where">The data, for errors.</param>
    /// <returns>At least 1.</returns>
    /// <exception cref="AcsException">ACS0301 where the set ends before the first image, ACS0104 where the images would not fit memory.</exception>
    public static int Count(DataSection section, int available, long length, string where)
    {
        long count = Math.Min(section.Count, (long)available - section.First);
        if (count <= 0)
        {
            throw Empty(section, available, where);
        }

        CheckSize(count, length, where);
        return (int)count;
    }

    /// <summary>The error for a stretch without images.</summary>
    /// <param name="section">First image.</param>
    /// <param name="available">Images of the set.</param>
    /// <param name="where">The data.</param>
    /// <returns>The error.</returns>
    public static AcsException Empty(DataSection section, long available, string where) => new(
        ErrorCode.DataNotFound,
        "The data has no images in the chosen stretch.",
        where,
        string.Create(CultureInfo.InvariantCulture, $"more than {section.First} images"),
        string.Create(CultureInfo.InvariantCulture, $"{available}"),
        "Choose a smaller data.first.");

    /// <summary>Throws ACS0104 unless images fit memory as float32.</summary>
    /// <param name="count">Images.</param>
    /// <param name="length">Values of one.</param>
    /// <param name="where">The data.</param>
    public static void CheckSize(long count, long length, string where)
    {
        long most = InputKind.UsualMostBytes / sizeof(float);
        if (length > most || count > most / Math.Max(1, length))
        {
            throw new AcsException(
                ErrorCode.ScenarioInvalidValue,
                "So many images do not fit memory at once.",
                where,
                string.Create(CultureInfo.InvariantCulture, $"data.count up to {most / Math.Max(1, length)} images of {length} values"),
                string.Create(CultureInfo.InvariantCulture, $"{count}"),
                "Run the set in stretches: data.first and data.count.");
        }
    }
}
