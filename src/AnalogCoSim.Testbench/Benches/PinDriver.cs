using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>Drives one transaction a clock, field by field.</summary>
internal sealed class PinDriver(BlockContext context, PinChunk[] chunks) : IDriver
{
    private readonly InputPin[] _pins = [.. chunks.Select(chunk => new InputPin(context.Dut, chunk.Port.Name))];

    public bool Drive(long clock)
    {
        if (context.Next is null)
        {
            return false;
        }

        Transaction transaction = context.Take();
        for (int k = 0; k < chunks.Length; k++)
        {
            _pins[k].Set(transaction.Values[k], chunks[k].Chunk);
        }

        context.Begin(transaction, clock);
        return true;
    }
}
