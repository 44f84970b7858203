using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Chips;

/// <summary>The regular stimulus of the links: a packet over each of them, host to tile to neighbour to host, and one that hops through all 64 tiles.</summary>
internal sealed class LinkTour : IRtlChipListener
{
    private const byte Snake = 200;
    private const int Host = 6;
    private const int Payload = 3;
    private const ulong Round = 16;

    private readonly List<(int Tile, int Path, string Bytes, ulong Clock)> _seen = [];

    /// <summary>Runs the tour on a chip.</summary>
    /// <param name="built">Chip.</param>
    /// <param name="options">How it runs.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Run(BuiltModel built, RtlChipOptions options)
    {
        var tour = new LinkTour();
        using var chip = new RtlChip(built, options, tour);
        chip.Configure([.. Writes()]);
        ulong start = chip.Cycle;
        sbyte[] data = [.. Enumerable.Range(0, 64 * Stencil.Ports * Payload).Select(k => (sbyte)((k * 59) + (k / 256)))];
        try
        {
            chip.Run([.. Commands(start)], data);
        }
        catch (AcsException error) when (error.Code == ErrorCode.RtlAssertion)
        {
            return error.Actual;
        }

        var expected = Expected(start, data).ToHashSet();
        return expected.Except(tour._seen).Select(one => (string?)$"missing {one}").Concat(tour._seen.Except(expected).Select(one => $"unexpected {one}")).FirstOrDefault()
            ?? (tour._seen.Count == expected.Count ? null : "a packet came twice");
    }

    public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
    }

    public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs) => true;

    public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle) => _seen.Add((tile, path, string.Join(' ', data.ToArray()), cycle));

    private static int Path(int port, int colour) => (2 * port) + colour;

    private static IEnumerable<(int Tile, int Port, int Other)> Links() =>
        from port in Enumerable.Range(0, Stencil.Ports)
        from tile in Enumerable.Range(0, 64)
        where Stencil.Neighbour(tile, port) is not null
        select (tile, port, Stencil.Neighbour(tile, port)!.Value);

    // A tile sends packets of its own colour, and hands those of the other colour to the host.
    private static IEnumerable<ConfigWrite> Writes()
    {
        foreach (var (tile, port, other) in Links())
        {
            byte path = (byte)Path(port, Stencil.Colour(tile, port));
            yield return ChipConfiguration.Route(tile, path, new RouteEntry(1 << Host, (byte)(1 << port), false));
            yield return ChipConfiguration.Route(other, path, new RouteEntry((byte)(1 << Stencil.Opposite(port)), 1 << Host, false));
        }

        for (int k = 0; k < 64; k++)
        {
            int from = k == 0 ? Host : Stencil.Opposite(SnakePort(k - 1));
            yield return ChipConfiguration.Route(SnakeTile(k), Snake, new RouteEntry((byte)(1 << from), (byte)(1 << (k == 63 ? Host : SnakePort(k))), false));
        }
    }

    private static IEnumerable<ChipCommand> Commands(ulong start)
    {
        foreach (var (tile, port, _) in Links())
        {
            yield return ChipCommand.Inject(start + ((ulong)port * Round), tile, (byte)Path(port, Stencil.Colour(tile, port)), Offset(tile, port), Payload);
        }

        yield return ChipCommand.Inject(start + (Stencil.Ports * Round), 0, Snake, 0, Payload);
    }

    // Path id in clock t at the first tile, in t + 1 + hops at the host; the last byte comes with the payload.
    private static IEnumerable<(int Tile, int Path, string Bytes, ulong Clock)> Expected(ulong start, sbyte[] data)
    {
        const ulong Rest = 1 + Payload;
        foreach (var (tile, port, other) in Links())
        {
            yield return (other, Path(port, Stencil.Colour(tile, port)), Text(data, Offset(tile, port)), start + ((ulong)port * Round) + 2 + Rest);
        }

        yield return (SnakeTile(63), Snake, Text(data, 0), start + (Stencil.Ports * Round) + 64 + Rest);
    }

    private static int Offset(int tile, int port) => ((tile * Stencil.Ports) + port) * Payload;

    private static string Text(sbyte[] data, int offset) => string.Join(' ', data[offset..(offset + Payload)]);

    // Row by row, to and fro.
    private static int SnakeTile(int k) => (k / 8 * 8) + (k / 8 % 2 == 0 ? k % 8 : 7 - (k % 8));

    private static int SnakePort(int k) => k % 8 == 7 ? 4 : k / 8 % 2 == 0 ? 0 : 1;
}
