using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Verilator.Declarations;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Writes <c>acs_counters.h</c>: how many counters of coverage a model has, and whether its reset is asserted.</summary>
internal static partial class CoverageCounters
{
    /// <summary>Name of the header with the counters.</summary>
    public const string SymbolHeader = "Vmodel__Syms.h";

    /// <summary>A declaration as this Verilator writes it; stands for the generated text in build keys.</summary>
    public const string Example = "    std::atomic<uint32_t> __Vcoverage[17];\n";

    /// <summary>Generates the header.</summary>
    /// <param name="symbols">Text of <see cref="SymbolHeader"/>.</param>
    /// <param name="ports">Ports, with their members.</param>
    /// <returns>C++ text.</returns>
    public static string Generate(string symbols, PortTable ports)
    {
        Match counters = Counters().Match(symbols);
        int count = counters.Success ? int.Parse(counters.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

        // A module without a reset is in reset until its first evaluation is over.
        string test = PortRoles.ResetOf(ports) is { } reset
            ? $"return {(PortRoles.IsActiveLow(reset) ? "!" : string.Empty)}model.rootp->{ports[reset].Member};"
            : "(void)model; return false;";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            // Generated from the symbol table and the port list of the model.
            #pragma once
            #include "Vmodel.h"
            #include "Vmodel___024root.h"
            #define ACS_COVER_POINTS {{count}}
            inline bool acs_in_reset(const Vmodel& model) { {{test}} }

            """);
    }

    // 5.006 counts in atomics, later versions only with threads.
    [GeneratedRegex(@"\buint32_t>? __Vcoverage\[(\d+)\];")]
    private static partial Regex Counters();
}
