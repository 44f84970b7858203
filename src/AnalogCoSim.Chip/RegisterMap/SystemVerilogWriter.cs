namespace AnalogCoSim.Chip.RegisterMaps;

/// <summary>Writes the map as a SystemVerilog package.</summary>
internal static class SystemVerilogWriter
{
    /// <summary>Writes the package.</summary>
    /// <param name="map">A checked map.</param>
    /// <returns>The file's text.</returns>
    public static string Write(RegisterMapDocument map)
    {
        var text = new GeneratedText();
        text.Line($"// SPDX-License-Identifier: Apache-2.0");
        text.Line($"// Generated from register_map.yaml by `acs generate`; edit that file.");
        text.Line();
        text.Line($"/// Addresses, fields, link ports, latencies and formats shared by RTL and C#.");
        text.Line($"package acs_regs_pkg;");
        foreach ((string name, int value) in map.Geometry)
        {
            text.Line($"  localparam int unsigned {GeneratedText.Camel(name)} = {value};");
        }

        text.Line($"  localparam int unsigned Tiles = TileRows * TileColumns;");
        text.Line();
        text.Line($"  localparam int unsigned Fp16ExponentBits = {map.Fp16["exponent_bits"]};");
        text.Line($"  localparam int unsigned Fp16FractionBits = {map.Fp16["fraction_bits"]};");
        text.Line($"  localparam logic [15:0] Fp16CanonicalNan = 16'h{map.Fp16["canonical_nan"]:X4};");
        text.Line();
        foreach (OperationEntry operation in map.Fp16UnitOps)
        {
            text.Line($"  /// {operation.Doc}");
            text.Line($"  localparam logic [2:0] Fp16Op{GeneratedText.Camel(operation.Name)} = 3'd{operation.Code};");
        }

        text.Line();
        foreach (TimingEntry timing in map.Timing)
        {
            text.Line($"  /// Clocks: {timing.Doc}");
            text.Line($"  localparam int unsigned {GeneratedText.Camel(timing.Name)} = {timing.Value};");
        }

        WriteRegisters(text, map);
        WriteLinks(text, map);
        text.Line($"endpackage");
        return text.ToString();
    }

    private static void WriteRegisters(GeneratedText text, RegisterMapDocument map)
    {
        text.Line();
        text.Line($"  localparam int unsigned AddressBits = {map.AddressBits};");
        text.Line($"  localparam int unsigned DataBits = {map.DataBits};");
        foreach (RegisterEntry register in map.Registers)
        {
            string name = GeneratedText.Camel(register.Name);
            string suffix = register.Count > 1 ? "Base" : "Address";
            text.Line();
            text.Line($"  /// {register.Doc}");
            text.Line($"  localparam logic [{map.AddressBits - 1}:0] {name}{suffix} = {map.AddressBits}'h{register.Address:X3};");
            foreach (FieldEntry field in register.Fields)
            {
                string fieldName = name + GeneratedText.Camel(field.Name);
                text.Line($"  /// {field.Doc}");
                text.Line($"  localparam int unsigned {fieldName}Lsb = {field.Lsb};");
                text.Line($"  localparam int unsigned {fieldName}Width = {field.Width};");
            }
        }
    }

    private static void WriteLinks(GeneratedText text, RegisterMapDocument map)
    {
        List<PortEntry> ports = map.Links.Ports;
        text.Line();
        text.Line($"  localparam int unsigned NeighbourPorts = {ports.Count};");
        text.Line($"  localparam int unsigned Ports = {ports.Count + 1};");
        for (int port = 0; port < ports.Count; port++)
        {
            text.Line($"  localparam int unsigned Port{ports[port].Name} = {port};");
        }

        text.Line($"  localparam int unsigned PortHost = {map.Links.HostPort};");
        text.Line();
        text.Line($"  /// Receiving port opposite to each sending port, three bits a port, port 0 lowest.");
        string opposites = string.Join(", ", Enumerable.Range(0, ports.Count).Reverse().Select(port => $"3'd{GeneratedText.Opposite(map, port)}"));
        text.Line($"  localparam logic [{(3 * ports.Count) - 1}:0] OppositePort = {{{opposites}}};");
        text.Line();
        text.Line($"  /// Neighbour table, seven bits an entry {{exists, tile[5:0]}}; entry tile * NeighbourPorts + port, entry 0 lowest.");
        List<(int Tile, int Port, int Neighbour)> entries = GeneratedText.Neighbours(map).Reverse().ToList();
        text.Line($"  localparam logic [{(7 * entries.Count) - 1}:0] LinkTable = {{");
        for (int first = 0; first < entries.Count; first += ports.Count)
        {
            string row = string.Join(", ", entries.Skip(first).Take(ports.Count).Select(entry => $"7'h{(entry.Neighbour < 0 ? 0 : 64 + entry.Neighbour):X2}"));
            string comma = first + ports.Count < entries.Count ? "," : "";
            text.Line($"    {row}{comma}  // tile {entries[first].Tile}");
        }

        text.Line($"  }};");
    }
}
