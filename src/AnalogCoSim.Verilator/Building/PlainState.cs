using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Writes <c>acs_state.h</c>: whether a snapshot of a model may be one copy of memory, and of which.</summary>
/// <remarks>
/// Verilator serialises a model byte by byte, some 6,000 of them for a tile. Where all state of a model lies in one object and consists of integers and arrays of them, that
/// part of the object is copied instead. Any declaration that is not known to be of that kind means serialisation.
/// </remarks>
internal static partial class PlainState
{
    private const string Begin = "// DESIGN SPECIFIC STATE";
    private const string End = "// INTERNAL VARIABLES";

    /// <summary>A header as this Verilator writes it; stands for the generated text in build keys.</summary>
    public const string Example = "    // DESIGN SPECIFIC STATE\n    VL_IN8(clk_i,0,0);\n\n    // INTERNAL VARIABLES\n    Vmodel__Syms* const vlSymsp;\n";

    /// <summary>Generates the header.</summary>
    /// <param name="rootHeader">Text of <see cref="EdgeGenerator.RootHeader"/>.</param>
    /// <param name="otherHeaders">Texts of the headers of all other classes with state.</param>
    /// <returns>C++ text.</returns>
    public static string Generate(string rootHeader, IEnumerable<string> otherHeaders)
    {
        string? first = FirstOf(rootHeader);
        bool plain = first is not null && otherHeaders.All(header => Declarations(header) is { Count: 0 });
        string functions = plain
            ? string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                #include "Vmodel.h"
                #include "{{EdgeGenerator.RootHeader}}"
                namespace acs {
                inline uint8_t* state_begin(Vmodel& model) { return reinterpret_cast<uint8_t*>(&model.rootp->{{first}}); }
                inline uint8_t* state_end(Vmodel& model) { return const_cast<uint8_t*>(reinterpret_cast<const uint8_t*>(&model.rootp->vlSymsp)); }
                }  // namespace acs

                """)
            : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"// Generated from the headers of the model.\n#pragma once\n#include <cstdint>\n#define ACS_PLAIN_STATE {(plain ? 1 : 0)}\n{functions}");
    }

    /// <summary>Name of the first variable of a plain state.</summary>
    /// <param name="header">Text of a class header.</param>
    /// <returns>The name; null when there is no variable, or one that is not plain.</returns>
    public static string? FirstOf(string header) => Declarations(header) is { Count: > 0 } names ? names[0] : null;

    // Null when something is declared that is not known.
    private static List<string>? Declarations(string header)
    {
        int end = header.IndexOf(End, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        // Verilator leaves the heading out where a class has no state.
        int begin = header.IndexOf(Begin, StringComparison.Ordinal);
        if (begin < 0)
        {
            return [];
        }

        var names = new List<string>();
        foreach (string line in header[begin..end].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Match known = Integer().Match(line);
            if (known.Success)
            {
                names.Add(known.Groups["name"].Value);
            }
            else if (!line.StartsWith("//", StringComparison.Ordinal) && line is not ("struct {" or "};"))
            {
                return null;
            }
        }

        return names;
    }

    [GeneratedRegex(@"^(?:VL_(?:IN|OUT|INOUT)(?:8|16|64|W)?\(&?(?<name>\w+),[\d,]+\);|(?:[CSIQ]Data/\*[\d:]+\*/|VlWide<\d+>/\*[\d:]+\*/|VlTriggerVec<\d+>|VlUnpacked<(?:[CSIQ]Data|VlWide<\d+>)/\*[\d:]+\*/, \d+>) (?<name>\w+);)$")]
    private static partial Regex Integer();
}
