using System.Buffers.Binary;
using AnalogCoSim.Rtl.Units;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Rtl.Tests.Units;

/// <summary>Operations of the FP16 unit in any order, one in most clocks: which results come, and in which clocks.</summary>
internal sealed class Fp16Stream
{
    private const int Latency = 2;

    private static readonly Fp16Operation[] Operations = Enum.GetValues<Fp16Operation>();

    private readonly PortTable _ports;
    private readonly byte[] _inputs;
    private readonly byte[] _outputs;
    private readonly uint?[] _expected;
    private readonly string[] _what;

    /// <summary>Draws a stream.</summary>
    /// <param name="ports">Ports of the unit.</param>
    /// <param name="seed">Seed of all of it.</param>
    /// <param name="clocks">Its length.</param>
    public Fp16Stream(PortTable ports, int seed, int clocks)
    {
        (_ports, _inputs, _outputs) = (ports, new byte[clocks * ports.InputBytes], new byte[clocks * ports.OutputBytes]);
        (_expected, _what) = (new uint?[clocks + Latency], new string[clocks + Latency]);
        var random = new Random(seed);
        for (int clock = 0; clock < clocks; clock++)
        {
            Drive(clock, random);
        }
    }

    /// <summary>Plays the stream.</summary>
    /// <param name="model">A unit.</param>
    /// <returns>The first difference, or null.</returns>
    public string? Play(VerilatedModel model)
    {
        model.Inputs.Clear();
        model.Run(2);
        model.Burst(_inputs, _outputs);
        for (int clock = 0; clock * _ports.OutputBytes < _outputs.Length; clock++)
        {
            ReadOnlySpan<byte> seen = _outputs.AsSpan(clock * _ports.OutputBytes, _ports.OutputBytes);
            uint? result = seen[_ports["valid_o"].Offset] != 0 ? BinaryPrimitives.ReadUInt32LittleEndian(seen[_ports["result_o"].Offset..]) : null;
            if (result != _expected[clock])
            {
                return $"clock {clock}: {result?.ToString("X8") ?? "nothing"}, expected {_expected[clock]?.ToString("X8") ?? "nothing"} of {_what[clock]}";
            }
        }

        return null;
    }

    // What is seen after the edge of a clock is the value of the next.
    private void Drive(int clock, Random random)
    {
        Fp16Operation operation = Operations[random.Next(Operations.Length)];
        int range = Fp16Vectors.Range(operation);
        var operands = range > 0 && random.Next(2) == 0 ? Fp16Vectors.At(operation, random.Next(range), random) : Fp16Vectors.Draw(operation, random);
        bool valid = random.Next(5) != 0;
        Span<byte> record = _inputs.AsSpan(clock * _ports.InputBytes, _ports.InputBytes);
        record[_ports["rst_ni"].Offset] = 1;
        record[_ports["valid_i"].Offset] = valid ? (byte)1 : (byte)0;
        record[_ports["op_i"].Offset] = (byte)operation;
        BinaryPrimitives.WriteUInt32LittleEndian(record[_ports["a_i"].Offset..], operands.A);
        BinaryPrimitives.WriteUInt16LittleEndian(record[_ports["b_i"].Offset..], operands.B);
        BinaryPrimitives.WriteUInt16LittleEndian(record[_ports["c_i"].Offset..], operands.C);
        _expected[clock + Latency - 1] = valid ? Fp16Vectors.Expected(operation, operands) : null;
        _what[clock + Latency - 1] = $"{operation} of {operands.A:X8} {operands.B:X4} {operands.C:X4}";
    }
}
