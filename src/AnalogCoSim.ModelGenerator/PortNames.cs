namespace AnalogCoSim.ModelGenerator;

/// <summary>Names of properties: those of the ports, word by word with a capital.</summary>
internal static class PortNames
{
    // Members of RtlModule and of every generated class.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Clock", "Clocks", "Reset", "Model", "Type", "Registers", "Output", "Evaluate", "StartWaves", "StopWaves", "Save", "Restore", "Dispose", "CellOf", "WordsOf", "Burst", "Inputs", "Outputs", "ModuleType",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize",
    };

    /// <summary>Names the properties of a class.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Names of ports in the RTL with names of properties, those of several clocks among them; one clock and the reset have drivers with names of their own.</returns>
    public static IReadOnlyList<(ModelPort Port, string Name)> Of(ModelFile model)
    {
        ModelPort[] ports = [.. model.Ports.Where(port => port.Name != model.Clock && port.Name != model.Reset)];
        ILookup<string, ModelPort> same = ports.ToLookup(port => Pascal(port.Name), StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<(ModelPort, string)>();
        foreach (ModelPort port in ports)
        {
            string plain = Pascal(port.Name);

            // Ports that differ in underscores and case alone keep their names as they are.
            string name = same[plain].Count() > 1 ? "_" + Letters(port.Name) : Taken.Contains(plain) || plain == model.Class ? plain + "Port" : plain;
            while (!used.Add(name))
            {
                name += "_";
            }

            result.Add((port, name));
        }

        return result;
    }

    /// <summary>The name that a port alone would have.</summary>
    /// <param name="port">Name in the RTL.</param>
    /// <returns>Its words with capitals.</returns>
    public static string Of(string port) => Pascal(port);

    private static string Letters(string name) => new([.. name.Select(letter => IsPlain(letter) ? letter : '_')]);

    private static string Pascal(string name)
    {
        string joined = string.Concat(Letters(name).Split(['_'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return joined.Length == 0 || joined[0] is >= '0' and <= '9' ? "_" + joined : joined;
    }

    private static bool IsPlain(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
