namespace AnalogCoSim.Testbench.Benches;

/// <summary>Compares all outputs in each clock that had a transaction.</summary>
internal sealed class PinMonitor(BlockContext context, PinChunk[] chunks, PinValues outputs, PinModel model) : IMonitor
{
    private readonly OutputPin[] _pins = [.. chunks.Select(chunk => new OutputPin(context.Dut, chunk.Port.Name))];

    public void Observe(long clock)
    {
        if (!model.TookIn(clock))
        {
            return;
        }

        for (int k = 0; k < chunks.Length; k++)
        {
            if (outputs.Known(k))
            {
                context.Scoreboard.Compare(context.Checks[k], _pins[k].Get(chunks[k].Chunk), outputs.At(k), clock, model.Last);
            }
        }
    }
}
