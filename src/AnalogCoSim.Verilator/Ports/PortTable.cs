using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Ports;

/// <summary>All ports of a model, laid out as two packed records, one per direction.</summary>
/// <remarks>
/// Read from the port declarations of the header Verilator writes: the same in all 5.x versions, unlike its XML and JSON dumps, of which the first is gone and the second
/// missing in some.
/// </remarks>
public sealed partial class PortTable
{
    private readonly Dictionary<string, ModelPort> _byName;
    private readonly Dictionary<string, int> _index;

    private PortTable(IReadOnlyList<ModelPort> ports)
    {
        Ports = ports;
        _byName = ports.ToDictionary(port => port.Name, StringComparer.Ordinal);
        _index = ports.Select((port, index) => (port.Name, index)).ToDictionary(StringComparer.Ordinal);
        InputBytes = RecordBytes(PortDirection.Input);
        OutputBytes = RecordBytes(PortDirection.Output);
    }

    /// <summary>All ports in declaration order of the header.</summary>
    public IReadOnlyList<ModelPort> Ports { get; }

    /// <summary>Size of the input record, a multiple of 8.</summary>
    public int InputBytes { get; }

    /// <summary>Size of the output record, a multiple of 8.</summary>
    public int OutputBytes { get; }

    /// <summary>Looks up a port.</summary>
    /// <param name="name">Name in the RTL.</param>
    /// <returns>The port.</returns>
    /// <exception cref="AcsException">RtlDoesNotCompile when there is none: the RTL is not what the bench was written for.</exception>
    public ModelPort this[string name] => _byName.TryGetValue(name, out ModelPort? port)
        ? port
        : throw new AcsException(
            ErrorCode.RtlDoesNotCompile,
            $"The model has no port {name}.",
            expected: name,
            actual: string.Join(' ', _byName.Keys));

    /// <summary>Tells whether there is a port of this name.</summary>
    /// <param name="name">Name in the RTL.</param>
    /// <returns>True if so.</returns>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Place of a port in <see cref="Ports"/>.</summary>
    /// <param name="port">One of the ports.</param>
    /// <returns>Its index.</returns>
    internal int IndexOf(ModelPort port) => _index[port.Name];

    /// <summary>Reads the ports out of the header of a Verilated model and lays them out.</summary>
    /// <param name="header">Text of the header.</param>
    /// <returns>The table.</returns>
    public static PortTable FromHeader(string header)
    {
        var ports = new List<ModelPort>();
        int inputs = 0;
        int outputs = 0;
        foreach (Match match in Declaration().Matches(header))
        {
            int high = int.Parse(match.Groups["msb"].Value, CultureInfo.InvariantCulture);
            int low = int.Parse(match.Groups["lsb"].Value, CultureInfo.InvariantCulture);
            PortDirection direction = match.Groups["dir"].Value == "IN" ? PortDirection.Input : PortDirection.Output;
            int width = high - low + 1;
            int bytes = StorageBytes(width);
            ref int end = ref direction == PortDirection.Input ? ref inputs : ref outputs;
            int alignment = bytes <= 8 ? bytes : 8;
            int offset = (end + alignment - 1) / alignment * alignment;
            end = offset + bytes;
            string member = match.Groups["name"].Value;
            string name = VerilatorName.Decode(member);
            ports.Add(new ModelPort(name, direction, width, offset, bytes) { CodedName = name == member ? null : member });
        }

        return new PortTable(ports);
    }

    /// <summary>Reads back what <see cref="Describe"/> wrote and the compiled library tells about itself.</summary>
    /// <param name="description">The text.</param>
    /// <returns>The table.</returns>
    public static PortTable FromDescription(string description) => new([.. description
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' '))
        .Select(part => new ModelPort(
            part[1],
            part[0] == "in" ? PortDirection.Input : PortDirection.Output,
            int.Parse(part[2], CultureInfo.InvariantCulture),
            int.Parse(part[3], CultureInfo.InvariantCulture),
            int.Parse(part[4], CultureInfo.InvariantCulture)))]);

    /// <summary>The table as text, one port a line: direction, name, width, offset, bytes.</summary>
    /// <returns>The text.</returns>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (ModelPort port in Ports)
        {
            string direction = port.Direction == PortDirection.Input ? "in" : "out";
            text.Append(CultureInfo.InvariantCulture, $"{direction} {port.Name} {port.Width} {port.Offset} {port.Bytes}\n");
        }

        return text.ToString();
    }

    private static int StorageBytes(int width) => width switch
    {
        <= 8 => 1,
        <= 16 => 2,
        <= 32 => 4,
        <= 64 => 8,
        _ => (width + 31) / 32 * 4,
    };

    private int RecordBytes(PortDirection direction) =>
        (Ports.Where(port => port.Direction == direction).Select(port => port.Offset + port.Bytes).DefaultIfEmpty(0).Max() + 7) / 8 * 8;

    [GeneratedRegex(@"VL_(?<dir>IN|OUT)(8|16|64|W)?\(&?(?<name>\w+),(?<msb>\d+),(?<lsb>\d+)(,\d+)?\);")]
    private static partial Regex Declaration();
}
