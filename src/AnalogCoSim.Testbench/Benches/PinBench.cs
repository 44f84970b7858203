using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Declarations;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>A bench for any block: a transaction is the inputs of one clock, and a C# model says what the outputs are after it.</summary>
/// <remarks>Fields have the names of the input ports, in bits up to 64; a wider port has a field <c>name@k</c> for each 64 bits. The clock is no field; the reset is one, and random sequences leave it off.</remarks>
/// <param name="name">Name in scenarios.</param>
/// <param name="create">Makes a model as it is after reset.</param>
/// <param name="clock">Name of the clock port.</param>
public sealed class PinBench(string name, Func<ICycleModel> create, string clock = "clk_i") : IBlockBench
{
    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public string Description => "A transaction is the values of all inputs in one clock.";

    /// <inheritdoc />
    public TransactionShape Shape(PortTable ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        string? reset = PortRoles.ResetOf(ports);
        return new TransactionShape([.. Chunks(ports, PortDirection.Input, clock).Select(chunk => new Field(chunk.Name, chunk.Width)
        {
            Default = chunk.Port.Name == reset && PortRoles.IsActiveLow(reset) ? 1UL : 0,
            Usual = chunk.Port.Name == reset ? new Dictionary<string, int> { [PortRoles.IsActiveLow(reset) ? "1" : "0"] = 1 } : new Dictionary<string, int>(),
        })]);
    }

    /// <inheritdoc />
    public IReadOnlyList<Check> Checks(PortTable ports) => [.. Chunks(ports, PortDirection.Output, clock).Select(chunk => new Check(chunk.Name, value => $"0x{value:X}"))];

    /// <inheritdoc />
    public BlockParts Open(BlockContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        PortTable ports = context.Dut.Ports;
        var inputs = new PinValues(Chunks(ports, PortDirection.Input, clock).Select(chunk => chunk.Name));
        var outputs = new PinValues(Chunks(ports, PortDirection.Output, clock).Select(chunk => chunk.Name));
        var model = new PinModel(create(), inputs, outputs);
        return new BlockParts(
            new PinDriver(context, [.. Chunks(ports, PortDirection.Input, clock)]),
            model,
            new PinMonitor(context, [.. Chunks(ports, PortDirection.Output, clock)], outputs, model));
    }

    private static IEnumerable<PinChunk> Chunks(PortTable ports, PortDirection direction, string clock) =>
        from port in ports.Ports
        where port.Direction == direction && port.Name != clock
        from chunk in Enumerable.Range(0, (port.Width + 63) / 64)
        select new PinChunk(port, chunk);
}
