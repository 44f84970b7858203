using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Coverage.Recording;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Coverage;

/// <summary>Joins what follows from the program, for the layers that ran, with what was seen while it ran.</summary>
/// <param name="chip">The programmed chip.</param>
/// <param name="mvms">MVMs of each step of the program.</param>
/// <param name="seen">What the observers saw.</param>
internal sealed class ExerciseReport(ProgrammedChip chip, IReadOnlyList<long> mvms, ExerciseCounts seen)
{
    private const byte Host = 1 << (int)LinkPort.Host;
    private const int Last = ChipGeometry.CrossbarSize - 1;

    private readonly CoreSlice[] _slices = [.. chip.Program.Steps.Where((_, i) => mvms[i] > 0).SelectMany(step => step.Slices)];
    private readonly RouteTable _routes = ProgramRoutes.Of(chip.Program);

    private static int Links => Enumerable.Range(0, ChipGeometry.Cores).Sum(tile => Enumerable.Range(0, LinkTable.NeighbourPorts).Count(port => LinkTable.Neighbour(tile, (LinkPort)port) is not null));

    /// <summary>Builds the report.</summary>
    /// <returns>What was exercised.</returns>
    public Exercised Build()
    {
        if (CoverageRecorder.Current is { } recorder)
        {
            recorder.Add(Packets());
        }

        return new Exercised(true, [.. Wholes(), .. Routes(), .. Selections(), .. Stages(), .. Sequences()]);
    }

    private FunctionalCoverage Packets()
    {
        var groups = new ChipCoverGroups();
        foreach (CoreSlice slice in _slices.Where(slice => slice.Ldpu.TxEnable))
        {
            LdpuRegisters registers = chip.Registers(slice.Core);
            foreach (PacketArrival arrival in _routes.Deliver(slice.Core, slice.Ldpu.TxPath, slice.Ldpu.TxMask))
            {
                groups.Packet(arrival.Hops, registers.TxLast - registers.TxFirst + 1, arrival.Tile is null);
            }
        }

        return groups.Results;
    }

    private IEnumerable<ExercisedItem> Wholes()
    {
        yield return new ExercisedItem("cores", _slices.Select(slice => slice.Core).Distinct().Count(), ChipGeometry.Cores);
        yield return new ExercisedItem("links", LinkCounts.Of(chip, mvms).Count(link => link.To is not null), Links);
        yield return new ExercisedItem("columns", Enumerable.Range(0, ChipGeometry.CrossbarSize).Count(column => _slices.Any(slice => IsLive(slice, column))), ChipGeometry.CrossbarSize);
    }

    private IEnumerable<ExercisedItem> Routes()
    {
        int[] hops = [.. _slices.Where(slice => slice.Ldpu.TxEnable).SelectMany(slice => _routes.Deliver(slice.Core, slice.Ldpu.TxPath, slice.Ldpu.TxMask)).Select(arrival => arrival.Hops)];
        yield return new ExercisedItem("packets between neighbours", _slices.Count(slice => (slice.Ldpu.TxMask & ~Host) != 0 && slice.Hops.Count == 0));
        yield return new ExercisedItem("packets forwarded", hops.Count(n => n >= 1));
        yield return new ExercisedItem("packets forwarded over 2 hops or more", hops.Count(n => n >= 2));
        yield return new ExercisedItem("packets forwarded over 3 hops or more", hops.Count(n => n >= 3));
        yield return new ExercisedItem("packets from the host", _slices.Count(slice => slice.Ldpu.Combine && (slice.Ldpu.RxMask & Host) != 0));
    }

    private IEnumerable<ExercisedItem> Selections()
    {
        yield return new ExercisedItem("column 0", _slices.Count(slice => IsLive(slice, 0)));
        yield return new ExercisedItem($"column {Last}", _slices.Count(slice => IsLive(slice, Last)));
        yield return new ExercisedItem($"row {Last}", _slices.Count(slice => slice.RowCount == ChipGeometry.CrossbarSize));
        yield return Registers("tx_first > 0", registers => registers.TxFirst > 0);
        yield return Registers($"tx_last < {Last}", registers => registers.TxLast < Last);
        yield return Registers("rx_first > 0", registers => registers.Combine && registers.RxFirst > 0);
        yield return Registers($"rx_last < {Last}", registers => registers.Combine && registers.RxLast < Last);
    }

    private IEnumerable<ExercisedItem> Stages()
    {
        yield return Registers("combine on", registers => registers.Combine);
        yield return Registers("combine off", registers => !registers.Combine);
        yield return Registers("relu1 on", registers => registers.Relu1);
        yield return Registers("relu1 off", registers => !registers.Relu1);
        yield return Registers("relu2 on", registers => registers.Relu2);
        yield return Registers("relu2 off", registers => !registers.Relu2);
        yield return new ExercisedItem("LDPU output 127", seen.OutputsHigh);
        yield return new ExercisedItem("LDPU output -128", seen.OutputsLow);
        yield return new ExercisedItem("LDPU rounding ties (sampled)", seen.Ties);
        yield return new ExercisedItem("LDPU NaN (sampled)", seen.NotANumber);
        yield return new ExercisedItem("LDPU infinity (sampled)", seen.Infinite);
        yield return new ExercisedItem("ADC count 0", seen.CountsZero);
        yield return new ExercisedItem("ADC count 4095", seen.CountsFull);
    }

    private IEnumerable<ExercisedItem> Sequences()
    {
        yield return new ExercisedItem("4-phase reads", seen.Mvms - seen.OnePhase);
        yield return new ExercisedItem("1-phase reads", seen.OnePhase);
        yield return new ExercisedItem("MVMs back to back", seen.BackToBack);
        yield return new ExercisedItem("MVM intervals other than 258 clocks", seen.OtherIntervals);
        yield return new ExercisedItem("read mode changes", seen.ModeChanges);
        yield return new ExercisedItem("register writes in mid-run", seen.Rewrites);
        yield return new ExercisedItem("resets in mid-run", seen.Resets);
    }

    private ExercisedItem Registers(string name, Func<LdpuRegisters, bool> has) => new(name, _slices.Count(slice => has(chip.Registers(slice.Core))));

    private static bool IsLive(CoreSlice slice, int column)
    {
        for (int row = 0; row < slice.RowCount; row++)
        {
            if (slice.Weights[(row * ChipGeometry.CrossbarSize) + column] != 0)
            {
                return true;
            }
        }

        return false;
    }
}
