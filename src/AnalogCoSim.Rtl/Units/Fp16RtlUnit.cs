using System.Buffers.Binary;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Rtl.Units;

/// <summary>The Verilated FP16 unit, driven in bursts: one operation a clock, one native call for thousands.</summary>
/// <remarks>Belongs to the thread that created it.</remarks>
public sealed class Fp16RtlUnit : IDisposable
{
    private const int Chunk = 4096;
    private const int Latency = 2;

    private readonly VerilatedModel _model;
    private readonly byte[] _inputs;
    private readonly byte[] _outputs;
    private readonly ModelPort _a;
    private readonly ModelPort _b;
    private readonly ModelPort _c;
    private readonly ModelPort _valid;
    private readonly ModelPort _validOut;
    private readonly ModelPort _result;

    /// <summary>Builds the unit (or takes it from the cache) and resets it.</summary>
    /// <param name="flavour">Which build.</param>
    /// <param name="rtlRoot">Folder with <c>rtl/</c>; null to search.</param>
    public Fp16RtlUnit(ModelFlavour flavour = ModelFlavour.Fast, string? rtlRoot = null)
    {
        _model = new VerilatedModel(VerilatorBuild.Default.Build(new ModelSpecification(RtlTree.SourcesOf("acs_fp16_unit", rtlRoot), flavour)));
        PortTable ports = _model.Ports;
        (_a, _b, _c, _valid, _validOut, _result) = (ports["a_i"], ports["b_i"], ports["c_i"], ports["valid_i"], ports["valid_o"], ports["result_o"]);
        _inputs = new byte[(Chunk + Latency) * ports.InputBytes];
        _outputs = new byte[(Chunk + Latency) * ports.OutputBytes];
        _model.Set("rst_ni", 0);
        _model.Run(2);
        _model.Set("rst_ni", 1);
    }

    /// <summary>Clocks run so far.</summary>
    public ulong Cycles => _model.Cycle;

    /// <summary>Runs one operation on many operands.</summary>
    /// <param name="operation">Which.</param>
    /// <param name="a">First operands: FP16 bits, or integers.</param>
    /// <param name="b">Second operands; may be empty when the operation has none.</param>
    /// <param name="c">Third operands; may be empty when the operation has none.</param>
    /// <param name="results">As many as there are first operands: FP16 bits, or sign-extended integers.</param>
    public void Execute(Fp16Operation operation, ReadOnlySpan<uint> a, ReadOnlySpan<ushort> b, ReadOnlySpan<ushort> c, Span<uint> results)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(results.Length, a.Length);
        _model.Set("op_i", (ulong)operation);
        for (int first = 0; first < a.Length; first += Chunk)
        {
            int count = Math.Min(Chunk, a.Length - first);
            Fill(a.Slice(first, count), b.IsEmpty ? b : b.Slice(first, count), c.IsEmpty ? c : c.Slice(first, count));
            int clocks = count + Latency;
            _model.Burst(_inputs.AsSpan(0, clocks * _model.Ports.InputBytes), _outputs.AsSpan(0, clocks * _model.Ports.OutputBytes));
            Collect(clocks, results.Slice(first, count));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _model.Dispose();

    private void Fill(ReadOnlySpan<uint> a, ReadOnlySpan<ushort> b, ReadOnlySpan<ushort> c)
    {
        int size = _model.Ports.InputBytes;
        for (int i = 0; i < a.Length + Latency; i++)
        {
            Span<byte> record = _inputs.AsSpan(i * size, size);
            bool valid = i < a.Length;
            _model.Inputs.CopyTo(record);
            record[_valid.Offset] = valid ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteUInt32LittleEndian(record[_a.Offset..], valid ? a[i] : 0);
            BinaryPrimitives.WriteUInt16LittleEndian(record[_b.Offset..], valid && !b.IsEmpty ? b[i] : (ushort)0);
            BinaryPrimitives.WriteUInt16LittleEndian(record[_c.Offset..], valid && !c.IsEmpty ? c[i] : (ushort)0);
        }
    }

    private void Collect(int clocks, Span<uint> results)
    {
        int size = _model.Ports.OutputBytes;
        int found = 0;
        for (int i = 0; i < clocks; i++)
        {
            ReadOnlySpan<byte> record = _outputs.AsSpan(i * size, size);
            if (record[_validOut.Offset] != 0)
            {
                results[found++] = BinaryPrimitives.ReadUInt32LittleEndian(record[_result.Offset..]);
            }
        }

        if (found != results.Length)
        {
            throw new AcsException(
                ErrorCode.RtlStalled,
                "The FP16 unit gave another number of results than it got operands.",
                where: $"acs_fp16_unit, clock {_model.Cycle}",
                expected: $"{results.Length}",
                actual: $"{found}");
        }
    }
}
