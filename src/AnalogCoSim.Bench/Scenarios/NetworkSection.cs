using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Compiler.Options;

namespace AnalogCoSim.Bench.Scenarios;

/// <summary>Which network runs: an ONNX file to compile, or a compiled chip program.</summary>
public sealed record NetworkSection
{
    /// <summary>ONNX file; <c>${models}</c> stands for the model folder.</summary>
    public string? Onnx { get; init; }

    /// <summary>Compiled chip program, instead of <see cref="Onnx"/>.</summary>
    public string? Program { get; init; }

    /// <summary>Mean of the input per channel, in pixel steps 0..255; one value stands for all channels.</summary>
    [Range(-1e6, 1e6)]
    public IReadOnlyList<float> Mean { get; init; } = [0];

    /// <summary>Standard deviation of the input per channel, in pixel steps; one value stands for all channels.</summary>
    [Range(1e-6, 1e6)]
    public IReadOnlyList<float> Std { get; init; } = [1];

    /// <summary>Conductance of the largest weight, uS; the preset's without it.</summary>
    [Range(0.01, 100.0)]
    public double? Gmax { get; init; }

    /// <summary>Choices of the compiler.</summary>
    public CompilerOptions Compiler { get; init; } = new();
}
