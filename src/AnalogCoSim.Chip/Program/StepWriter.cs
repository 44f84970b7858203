using System.Globalization;
using System.Text;
using AnalogCoSim.Core.Arrays;

namespace AnalogCoSim.Chip.Program;

/// <summary>Takes the fields of a step for a program file; floats with as many digits as bring the same number back.</summary>
public sealed class StepWriter
{
    private readonly StringBuilder _text;
    private readonly Dictionary<string, NpyArray> _arrays;

    internal StepWriter(StringBuilder text, Dictionary<string, NpyArray> arrays) => (_text, _arrays) = (text, arrays);

    /// <summary>A text in quotes.</summary>
    /// <param name="text">The text.</param>
    /// <returns>YAML.</returns>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>YAML that gives the same number back.</returns>
    public static string Real(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>True or false.</summary>
    /// <param name="value">The flag.</param>
    /// <returns>YAML.</returns>
    public static string Flag(bool value) => value ? "true" : "false";

    /// <summary>Writes a key of the step with its value; lines below it are indented by two spaces for each level.</summary>
    /// <param name="line">The line, without the indentation of the step's keys.</param>
    public void Line(FormattableString line) => _text.Append("    ").Append(FormattableString.Invariant(line)).Append('\n');

    /// <summary>Writes the key <c>geometry</c>.</summary>
    /// <param name="geometry">Kernel, stride, padding and output extents.</param>
    public void Geometry(ConvolutionGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ConvolutionGeometry g = geometry;
        Line($"geometry: {{ kernel: [{g.KernelHeight}, {g.KernelWidth}], stride: [{g.StrideY}, {g.StrideX}], pad: [{g.PadTop}, {g.PadLeft}], output: [{g.OutputHeight}, {g.OutputWidth}] }}");
    }

    /// <summary>Puts an array beside the text.</summary>
    /// <param name="name">Its name, one for all steps.</param>
    /// <param name="array">The array; not copied.</param>
    public void Array(string name, NpyArray array) => _arrays[name] = array;
}
