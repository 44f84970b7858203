using System.Globalization;
using System.Text;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Writes the part of the native shim that depends on the module: how its ports map to the two port records.</summary>
internal static class ShimGenerator
{
    /// <summary>Generates <c>acs_ports.h</c>.</summary>
    /// <param name="top">Top module.</param>
    /// <param name="ports">Its ports, with their members.</param>
    /// <param name="clock">Name of the clock port; there need be none.</param>
    /// <returns>C++ text.</returns>
    public static string Generate(string top, PortTable ports, string clock)
    {
        string? member = MemberOf(ports, clock);
        bool hasClock = member is not null;
        var text = new StringBuilder();
        text.Append("// Generated from the port list of the model.\n#pragma once\n#include <cstring>\n#include \"Vmodel.h\"\n#include \"Vmodel___024root.h\"\n");
        text.Append(CultureInfo.InvariantCulture, $"#define ACS_TOP \"{top}\"\n");
        text.Append(CultureInfo.InvariantCulture, $"#define ACS_HAS_CLOCK {(hasClock ? 1 : 0)}\n");
        text.Append(CultureInfo.InvariantCulture, $"#define ACS_INPUT_BYTES {ports.InputBytes}\n#define ACS_OUTPUT_BYTES {ports.OutputBytes}\n");
        text.Append("static const char ACS_DESCRIPTION[] =\n");
        foreach (string line in ports.Describe().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(CultureInfo.InvariantCulture, $"    \"{Escaped(line)}\\n\"\n");
        }

        text.Append("    \"\";\n");
        Function(text, "inline void acs_apply(Vmodel& m, const uint8_t* __restrict record)", ports, PortDirection.Input, clock);
        Function(text, "inline void acs_collect(const Vmodel& m, uint8_t* __restrict record)", ports, PortDirection.Output, clock);
        Addresses(text, ports);
        string level = hasClock ? $"m.{member} = level;" : "(void)m; (void)level;";
        text.Append(CultureInfo.InvariantCulture, $"inline void acs_clock(Vmodel& m, uint8_t level) {{ {level} }}\n");
        return text.ToString();
    }

    /// <summary>The C++ member of a port.</summary>
    /// <param name="ports">Ports, with their members.</param>
    /// <param name="name">Name in the RTL.</param>
    /// <returns>The member; null when there is no such port.</returns>
    public static string? MemberOf(PortTable ports, string name) => ports.Contains(name) ? ports[name].Member : null;

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static void Function(StringBuilder text, string signature, PortTable ports, PortDirection direction, string clock)
    {
        // The members of the root, not the references of Vmodel: neighbours in memory are then copied in one move.
        text.Append(signature).Append(" {\n  auto& __restrict r = *m.rootp;\n  (void)r; (void)record;\n");
        foreach (ModelPort port in ports.Ports.Where(port => port.Direction == direction && port.Name != clock))
        {
            string copy = direction == PortDirection.Input
                ? $"std::memcpy(&r.{port.Member}, record + {port.Offset}, {port.Bytes});"
                : $"std::memcpy(record + {port.Offset}, &r.{port.Member}, {port.Bytes});";
            text.Append(CultureInfo.InvariantCulture, $"  static_assert(sizeof(r.{port.Member}) == {port.Bytes}, \"{port.Member}\");\n  {copy}\n");
        }

        text.Append("}\n");
    }

    private static void Addresses(StringBuilder text, PortTable ports)
    {
        text.Append("inline void* acs_port(Vmodel& m, int32_t index) {\n  (void)m;\n  switch (index) {\n");
        for (int index = 0; index < ports.Ports.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    case {index}: return &m.rootp->{ports.Ports[index].Member};\n");
        }

        text.Append("    default: return nullptr;\n  }\n}\n");
    }
}
