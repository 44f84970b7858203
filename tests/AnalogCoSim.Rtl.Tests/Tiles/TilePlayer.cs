using System.Buffers.Binary;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>Plays a script on a tile and compares every output in every clock.</summary>
internal sealed class TilePlayer
{
    private const int Piece = 2048;

    private static readonly string[] Valids = ["cfg_valid_i", "load_valid_i", "start_i", "adc_valid_i", "rx_valid_i"];

    private readonly IReadOnlyList<TileClock> _script;
    private readonly PortTable _ports;
    private readonly byte[] _inputs;
    private readonly byte[] _outputs;
    private readonly (int Valid, int Data, int Strobe, int Mode, int X, int ResultValid, int Column, int Result, int Quiet) _at;

    /// <summary>Translates a script into port records.</summary>
    /// <param name="script">Script.</param>
    /// <param name="ports">Ports of the tile.</param>
    public TilePlayer(IReadOnlyList<TileClock> script, PortTable ports)
    {
        (_script, _ports) = (script, ports);
        _inputs = new byte[script.Count * ports.InputBytes];
        _outputs = new byte[script.Count * ports.OutputBytes];
        _at = (Offset("tx_valid_o"), Offset("tx_data_o"), Offset("mvm_start_o"), Offset("mvm_mode_o"), Offset("x_o"), Offset("ldpu_valid_o"), Offset("ldpu_column_o"),
            Offset("ldpu_data_o"), Offset("quiescent_o"));
        var random = new Random(script.Count);
        for (int clock = 0; clock < script.Count; clock++)
        {
            Drive(script[clock], _inputs.AsSpan(clock * ports.InputBytes, ports.InputBytes), random);
        }
    }

    /// <summary>Plays the script.</summary>
    /// <param name="model">A tile of the same build.</param>
    /// <returns>The first difference, the assertion that failed, or null.</returns>
    public string? Play(VerilatedModel model)
    {
        // In pieces: a tile that is wrong early is not run to the end.
        for (int first = 0; first < _script.Count; first += Piece)
        {
            if (Play(model, first, Math.Min(Piece, _script.Count - first)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? Play(VerilatedModel model, int first, int count)
    {
        try
        {
            model.Burst(_inputs.AsSpan(first * _ports.InputBytes, count * _ports.InputBytes), _outputs.AsSpan(first * _ports.OutputBytes, count * _ports.OutputBytes));
        }
        catch (AcsException error) when (error.Code is ErrorCode.RtlAssertion or ErrorCode.RtlStalled)
        {
            return error.Actual;
        }

        for (int clock = first; clock < first + count; clock++)
        {
            if (Difference(_script[clock], _outputs.AsSpan(clock * _ports.OutputBytes, _ports.OutputBytes)) is { } difference)
            {
                return $"clock {clock}: {difference}";
            }
        }

        return null;
    }

    // Data lines carry noise where nothing is valid, bits of no field too, and everything may come in a reset: nothing may depend on them.
    private void Drive(TileClock clock, Span<byte> record, Random random)
    {
        DriveValid(clock, record, random);
        if (clock.Reset)
        {
            foreach (string valid in Valids)
            {
                Put(record, valid, (uint)random.Next(valid == "rx_valid_i" ? 1 << LinkTable.Ports : 2));
            }
        }
    }

    private void DriveValid(TileClock clock, Span<byte> record, Random random)
    {
        random.NextBytes(Port(record, "load_data_i"));
        Put(record, "rst_ni", clock.Reset ? 0u : 1);
        Put(record, "cfg_valid_i", clock.Configuration is null ? 0u : 1);
        Put(record, "cfg_addr_i", (uint)(clock.Configuration?.Address ?? random.Next(4096)));
        Put(record, "cfg_data_i", clock.Configuration is { } write ? write.Data | ((uint)random.Next() << 1 & ~RegisterFields.Of(write.Address)) : (uint)random.Next());
        Put(record, "load_valid_i", clock.Load is null ? 0u : 1);
        Put(record, "load_addr_i", (uint)(clock.Load?.Beat ?? random.Next(8)));
        clock.Load?.Bytes.CopyTo(Port(record, "load_data_i"));
        Put(record, "start_i", clock.Start ? 1u : 0);
        Put(record, "mode_i", clock.Start ? (clock.FourPhase ? 1u : 0) : (uint)random.Next(2));
        Put(record, "adc_valid_i", clock.Pair is null ? 0u : 1);
        Put(record, "adc_left_i", clock.Pair?.Left ?? (uint)random.Next(1 << 24));
        Put(record, "adc_right_i", clock.Pair?.Right ?? (uint)random.Next(1 << 24));
        uint valid = 0;
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            valid |= clock.Receive[port] is null ? 0 : 1u << port;
            Port(record, "rx_data_i")[port] = clock.Receive[port] ?? (byte)random.Next(256);
        }

        Put(record, "rx_valid_i", valid);
    }

    private string? Difference(TileClock clock, ReadOnlySpan<byte> seen)
    {
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            bool valid = (seen[_at.Valid] >> port & 1) != 0;
            if (valid != clock.Sent[port] is not null || seen[_at.Data + port] != (clock.Sent[port] ?? 0))
            {
                return $"port {(LinkPort)port} sends {(valid ? seen[_at.Data + port] : "nothing")}, expected {clock.Sent[port]?.ToString() ?? "nothing"}";
            }
        }

        (byte, sbyte)? result = seen[_at.ResultValid] != 0 ? (seen[_at.Column], (sbyte)seen[_at.Result]) : null;
        return result != clock.Result ? $"result {result?.ToString() ?? "none"}, expected {clock.Result?.ToString() ?? "none"}"
            : (seen[_at.Strobe] != 0, seen[_at.Mode] != 0) != (clock.Strobe, clock.Mode) ? $"mvm_start_o {seen[_at.Strobe]}, mvm_mode_o {seen[_at.Mode]}, expected {clock.Strobe} {clock.Mode}"
            : !seen.Slice(_at.X, 256).SequenceEqual(clock.Inputs) ? $"x_o differs from row {seen.Slice(_at.X, 256).CommonPrefixLength(clock.Inputs)} on"
            : seen[_at.Quiet] != 0 == clock.Busy ? $"quiescent_o is {seen[_at.Quiet]} {(clock.Busy ? "while something moves" : "at rest")}"
            : null;
    }

    private int Offset(string port) => _ports[port].Offset;

    private Span<byte> Port(Span<byte> record, string port) => record.Slice(_ports[port].Offset, _ports[port].Bytes);

    private void Put(Span<byte> record, string port, uint value)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(word, value);
        word[.._ports[port].Bytes].CopyTo(Port(record, port));
    }
}
