using System.Globalization;
using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Declarations;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilate;

/// <summary>What the source generator reads of a model: one fact a line, <c>key value</c>.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="module">What the RTL's text says.</param>
/// <param name="ports">What Verilator says.</param>
/// <param name="clock">The clock port; null without one.</param>
/// <param name="reset">The reset port; null without one.</param>
/// <param name="resetIsLow">Whether 0 resets.</param>
internal sealed class ModelDescription(ModelRequest request, ModuleDeclaration module, PortTable ports, string? clock, string? reset, bool resetIsLow)
{
    /// <summary>Ending of the files.</summary>
    public const string Extension = ".acsmodel";

    /// <summary>Refuses a reset that is no port, and a clock among several that is none.</summary>
    /// <exception cref="AcsException">RtlUnsupported.</exception>
    public void Check()
    {
        foreach ((string port, _) in request.HasSeveralClocks ? request.Clocks : [])
        {
            Require(port, "clock", "Clock");
        }

        if (reset is not null)
        {
            Require(reset, "reset", "Reset");
        }
    }

    /// <summary>The text.</summary>
    /// <param name="libraries">Flavours with their libraries, relative to the output folder.</param>
    /// <returns>Lines.</returns>
    public string Text(IEnumerable<(ModelFlavour Flavour, string Library)> libraries)
    {
        var text = new StringBuilder("acsmodel 1\n");
        Line(text, "class", request.Class);
        Line(text, "namespace", request.Namespace);
        Line(text, "access", request.Access);
        Line(text, "top", module.Name);
        Line(text, "file", module.File);
        Line(text, "line", module.Line.ToString(CultureInfo.InvariantCulture));
        Lines(text, "doc", module.Documentation);
        Line(text, "clock", clock ?? string.Empty);
        foreach ((string port, int period) in request.HasSeveralClocks ? request.Clocks : [])
        {
            Line(text, "clocks", string.Create(CultureInfo.InvariantCulture, $"{port} {period}"));
        }

        Line(text, "reset", reset is null ? string.Empty : $"{(resetIsLow ? "low" : "high")} {reset}");
        foreach ((ModelFlavour flavour, string library) in libraries)
        {
            Line(text, "build", $"{flavour} {library}");
        }

        var declared = module.Ports.ToDictionary(port => port.Name, StringComparer.Ordinal);
        string[] order = [.. module.Ports.Select(port => port.Name)];
        foreach (ModelPort port in ports.Ports.OrderBy(port => Array.IndexOf(order, port.Name) is >= 0 and var place ? place : int.MaxValue))
        {
            PortDeclaration? declaration = declared.GetValueOrDefault(port.Name);
            string direction = port.Direction == PortDirection.Input ? "in" : "out";
            Line(text, "port", string.Create(CultureInfo.InvariantCulture, $"{direction} {port.Name} {port.Width} {port.Offset} {port.Bytes} {(declaration?.IsSigned == true ? "signed" : "unsigned")} {declaration?.Line ?? 0}"));
            Line(text, "declared", declaration?.Text ?? string.Empty);
            Lines(text, "portdoc", declaration?.Documentation ?? string.Empty);
        }

        // The model's own table: offsets of records follow its order.
        foreach (string line in ports.Describe().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Line(text, "table", line);
        }

        return text.ToString();
    }

    private void Require(string name, string role, string metadata)
    {
        if (!ports.Contains(name) || ports[name] is not { Direction: PortDirection.Input, Width: 1 })
        {
            throw new AcsException(ErrorCode.RtlUnsupported, $"Module {module.Name} has no {role} port {name}.", module.Name, $"an input {name}, one bit wide",
                $"ports: {string.Join(' ', ports.Ports.Select(port => port.Name))}", $"name the {role} port in {metadata}, in the project");
        }
    }

    private static void Lines(StringBuilder text, string key, string value)
    {
        foreach (string line in value.Split('\n').Where(line => line.Length > 0))
        {
            Line(text, key, line);
        }
    }

    private static void Line(StringBuilder text, string key, string value)
    {
        if (value.Length > 0)
        {
            text.Append(key).Append(' ').Append(value.ReplaceLineEndings(" ")).Append('\n');
        }
    }
}
