using System.Buffers.Binary;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Conformance;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Building;
using AnalogCoSim.Rtl.Models;

namespace AnalogCoSim.Cli.Commands;

/// <summary>The RTL of all FP16 operations (<c>rtl/fp16/acs_fp16_unit.sv</c>), one case at a time.</summary>
internal sealed class Fp16RtlModel : IDisposable
{
    private const int Latency = 2;

    private readonly VerilatedModel _model;

    /// <summary>Builds the unit or takes it from the cache, and resets it.</summary>
    /// <param name="cancellation">Stops a build.</param>
    public Fp16RtlModel(CancellationToken cancellation)
    {
        var specification = new ModelSpecification(RtlSources.OfProject("acs_fp16_unit"), ModelFlavour.Fast);
        _model = new VerilatedModel(VerilatorBuild.Default.Build(specification, cancellation));
        _model.Set("rst_ni", 0);
        _model.Run(2);
        _model.Set("rst_ni", 1);
        _model.Run();
    }

    /// <summary>Computes one case.</summary>
    /// <param name="function">Function.</param>
    /// <param name="c">Operands.</param>
    /// <returns>Result as the vectors write it.</returns>
    public uint Compute(FloatFunction function, FloatCase c)
    {
        _model.Bytes("op_i")[0] = Operation(function);
        BinaryPrimitives.WriteUInt32LittleEndian(_model.Bytes("a_i"), c.A);
        BinaryPrimitives.WriteUInt16LittleEndian(_model.Bytes("b_i"), (ushort)c.B);
        BinaryPrimitives.WriteUInt16LittleEndian(_model.Bytes("c_i"), (ushort)c.C);
        _model.Bytes("valid_i")[0] = 1;
        _model.Run();
        _model.Bytes("valid_i")[0] = 0;
        _model.Run(Latency - 1);
        if (_model.Bytes("valid_o")[0] != 1)
        {
            throw new AcsException(ErrorCode.RtlStalled, "The FP16 unit gives no result.", "rtl/fp16/acs_fp16_unit.sv", $"valid_o after {Latency} clocks", "none");
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(_model.Bytes("result_o"));
    }

    /// <inheritdoc />
    public void Dispose() => _model.Dispose();

    private static byte Operation(FloatFunction function) => function switch
    {
        FloatFunction.MultiplyAdd => RegisterMap.Fp16OpFma,
        FloatFunction.Add => RegisterMap.Fp16OpAdd,
        FloatFunction.Multiply => RegisterMap.Fp16OpMul,
        FloatFunction.FromInt32 => RegisterMap.Fp16OpI2f32,
        _ => RegisterMap.Fp16OpF2i32,
    };
}
