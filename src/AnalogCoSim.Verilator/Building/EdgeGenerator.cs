using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Writes <c>acs_edge.h</c>: how a model gets to see its edges.</summary>
/// <remarks>
/// Evaluating the falling edge settles logic that nothing reads, since no process of the RTL waits for it. Where Verilator's edge detector keeps the clock's last
/// value in one variable that can be found in the generated header, that variable is cleared instead; else the falling edge is evaluated. The rising edge is evaluated without
/// Verilator's frame where <see cref="DirectEvaluation"/> allows it.
/// </remarks>
internal static class EdgeGenerator
{
    /// <summary>Name of the header with the model's internals.</summary>
    public const string RootHeader = "Vmodel___024root.h";

    /// <summary>A declaration as this Verilator writes it; stands for the generated text in build keys.</summary>
    public const string Example = "CData/*0:0*/ __Vtrigrprev__TOP__clk_i;";

    /// <summary>Generates the header.</summary>
    /// <param name="specification">What is built.</param>
    /// <param name="rootHeader">Text of <see cref="RootHeader"/>; empty when there is none.</param>
    /// <param name="modelSource">Text of <see cref="DirectEvaluation.ModelSource"/>; empty when there is none.</param>
    /// <param name="clock">C++ member of the clock port; null without one.</param>
    /// <returns>C++ text.</returns>
    public static string Generate(ModelSpecification specification, string rootHeader, string modelSource, string? clock)
    {
        string? variable = clock is not null && MaySkip(specification) ? ClockBefore(rootHeader, clock) : null;
        string include = variable is null ? string.Empty : $"#include \"{RootHeader}\"\n";
        bool direct = variable is not null && DirectEvaluation.IsPossible(modelSource);
        string declaration = direct ? $"void {DirectEvaluation.Function}(Vmodel___024root* vlSelf);\n" : string.Empty;
        string evaluation = direct ? $"{DirectEvaluation.Function}(model.rootp);" : "model.eval();";
        string rising = clock is not null ? $"model.{clock} = 1;\n  {evaluation}" : "(void)model;";
        string body = variable is null ? (clock is not null ? $"model.{clock} = 0;\n  model.eval();" : "(void)model;") : $"model.rootp->{variable} = 0;";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            // Generated from the header of the model.
            #pragma once
            #include "Vmodel.h"
            {{include}}#define ACS_SKIPS_FALLING_EDGE {{(variable is null ? 0 : 1)}}
            {{declaration}}namespace acs {
            inline void falling_edge(Vmodel& model) {
              {{body}}
            }
            inline void rising_edge(Vmodel& model) {
              {{rising}}
            }
            }  // namespace acs

            """);
    }

    /// <summary>Finds the variable that holds the clock's last value.</summary>
    /// <param name="rootHeader">Text of <see cref="RootHeader"/>.</param>
    /// <param name="clock">C++ member of the clock port.</param>
    /// <returns>Its name; null unless there is exactly one.</returns>
    public static string? ClockBefore(string rootHeader, string clock)
    {
        // 5.006: __Vtrigrprev__TOP__clk_i; from 5.020: __Vtrigprevexpr___TOP__clk_i__0.
        MatchCollection found = Regex.Matches(rootHeader, $@"CData/\*0:0\*/ (?<name>__Vtrig\w*prev\w*_TOP__{Regex.Escape(clock)}(?:__\d+)?);");
        return found.Count == 1 ? found[0].Groups["name"].Value : null;
    }

    // Waves show both edges, and assertions sample before the edge: only the fast engines skip.
    private static bool MaySkip(ModelSpecification specification) =>
        specification.Harness.SkipsFallingEdge && specification.Flavour == ModelFlavour.Fast;
}
