using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>What a scenario names under <c>model</c>: the transactions of a block, how they are driven and watched, and what must come of them.</summary>
public interface IBlockBench
{
    /// <summary>Name in scenarios.</summary>
    string Name { get; }

    /// <summary>What its transactions are and which constraints they have, in a sentence or two.</summary>
    string Description { get; }

    /// <summary>Fields of its transactions.</summary>
    /// <param name="ports">Ports of the block.</param>
    /// <returns>The fields.</returns>
    TransactionShape Shape(PortTable ports);

    /// <summary>What it compares.</summary>
    /// <param name="ports">Ports of the block.</param>
    /// <returns>The checks.</returns>
    IReadOnlyList<Check> Checks(PortTable ports);

    /// <summary>Whether a transaction can be driven: the constraints between fields.</summary>
    /// <param name="transaction">Any values.</param>
    /// <returns>False if a random sequence has to draw again, and a directed one is wrong.</returns>
    bool Accepts(Transaction transaction) => true;

    /// <summary>Makes the parts for one run.</summary>
    /// <param name="context">The run; the block has been reset, all inputs are 0 but the reset.</param>
    /// <returns>The parts.</returns>
    BlockParts Open(BlockContext context);

    /// <summary>Makes new cover groups; null for a bench without.</summary>
    /// <returns>The groups, with all counts 0.</returns>
    BlockCover? Cover() => null;
}
