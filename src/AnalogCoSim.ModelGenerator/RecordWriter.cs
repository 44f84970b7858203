using System.Globalization;
using System.Text;

namespace AnalogCoSim.ModelGenerator;

/// <summary>Writes the records of bursts: all ports of a direction in one clock, laid out as the model has them.</summary>
internal static class RecordWriter
{
    /// <summary>Writes a record, and the struct of words for each wide port.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="model">The model.</param>
    /// <param name="ports">Ports of the direction with their names.</param>
    /// <param name="record">Name of the record.</param>
    public static void Write(StringBuilder text, ModelFile model, IEnumerable<(ModelPort Port, string Name)> ports, string record)
    {
        bool inputs = record == "Inputs";
        int bytes = (model.Ports.Where(port => port.IsInput == inputs).Select(port => port.Offset + port.Bytes).DefaultIfEmpty(0).Max() + 7) / 8 * 8;
        List<(ModelPort Port, string Name)> all = [.. ports];
        if (inputs && model.Reset.Length > 0)
        {
            // Its level, so it has the name of the port: Reset = true would read the wrong way round for a reset that acts at 0.
            string name = PortNames.Of(model.Reset);
            all.Add((model.Ports.First(port => port.Name == model.Reset), all.Any(one => one.Name == name) ? name + "Port" : name));
        }

        text.Append($"\n    /// <summary>All {record.ToLowerInvariant()} in one clock of a burst.</summary>\n");
        text.Append($"    [global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Explicit, Size = {(bytes == 0 ? 1 : bytes).ToString(CultureInfo.InvariantCulture)})]\n");
        text.Append($"    public struct {record}\n    {{\n");
        foreach ((ModelPort port, string property) in all)
        {
            Member(text, port with { IsInput = true }, property);
        }

        foreach (int words in all.Where(one => one.Port.Width > 64).Select(one => new PortKind(one.Port).Words).Distinct())
        {
            text.Append($"\n        [global::System.Runtime.CompilerServices.InlineArray({words})]\n        private struct Words{words}\n        {{\n            private uint _word;\n        }}\n");
        }

        text.Append("    }\n");
    }

    private static void Member(StringBuilder text, ModelPort port, string name)
    {
        var kind = new PortKind(port);
        string field = "_cell" + name;
        text.Append($"        [global::System.Runtime.InteropServices.FieldOffset({port.Offset.ToString(CultureInfo.InvariantCulture)})]\n");
        text.Append($"        private {(port.Width > 64 ? $"Words{kind.Words}" : kind.Storage)} {field};\n\n");
        Documentation.Write(text, "        ", port.Documentation.Length > 0 ? port.Documentation : $"Port {port.Name}.", port.Declared);
        if (kind.IsSpan)
        {
            text.Append($"        [global::System.Diagnostics.CodeAnalysis.UnscopedRef]\n        public {kind.Type} {name} => {field};\n\n");
            return;
        }

        string set = kind.IsJoined ? $"global::AnalogCoSim.Verilator.Typed.PortValues.Split({kind.Set()}, {field})" : $"{field} = {kind.Set()}";
        text.Append($"        public {kind.Type} {name}\n        {{\n            readonly get => {kind.Get(field)};\n            set => {set};\n        }}\n\n");
    }
}
