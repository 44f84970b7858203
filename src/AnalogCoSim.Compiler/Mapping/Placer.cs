using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>Gives each chain neighbouring cores.</summary>
/// <remarks>
/// Chains that fit into a row lie in one from west to east, as published; longer ones fill rows to and fro. Where rows leave too many gaps, all chains follow one
/// snake through the grid, which always fits and always steps to a neighbour.
/// </remarks>
internal static class Placer
{
    /// <summary>Places chains.</summary>
    /// <param name="lengths">Length of each chain; at most as many as cores in all.</param>
    /// <returns>Cores of each chain, head to tail.</returns>
    public static int[][] Place(IReadOnlyList<int> lengths) => InRows(lengths) ?? AlongSnake(lengths);

    private static int[][]? InRows(IReadOnlyList<int> lengths)
    {
        const int Size = ChipGeometry.GridColumns;
        var from = new int[ChipGeometry.GridRows];
        int[] to = [.. Enumerable.Repeat(Size, ChipGeometry.GridRows)];
        var chains = new int[lengths.Count][];
        for (int i = 0; i < chains.Length; i++)
        {
            int rows = (lengths[i] + Size - 1) / Size;
            int first = Enumerable.Range(0, Math.Max(0, ChipGeometry.GridRows - rows + 1)).FirstOrDefault(
                r => rows == 1 ? to[r] - from[r] >= lengths[i] : Enumerable.Range(r, rows).All(k => from[k] == 0 && to[k] == Size), -1);
            if (first < 0)
            {
                return null;
            }

            chains[i] = rows == 1
                ? [.. Enumerable.Range((first * Size) + from[first], lengths[i])]
                : [.. Enumerable.Range(0, lengths[i]).Select(k => Snake((first * Size) + k, first))];
            Occupy(from, to, chains[i]);
        }

        return chains;
    }

    private static void Occupy(int[] from, int[] to, int[] chain)
    {
        foreach (IGrouping<int, int> row in chain.GroupBy(core => core / ChipGeometry.GridColumns))
        {
            int[] columns = [.. row.Select(core => core % ChipGeometry.GridColumns)];
            if (columns.Min() == from[row.Key])
            {
                from[row.Key] = columns.Max() + 1;
            }
            else
            {
                to[row.Key] = columns.Min();
            }
        }
    }

    private static int[][] AlongSnake(IReadOnlyList<int> lengths)
    {
        var chains = new int[lengths.Count][];
        int next = 0;
        for (int i = 0; i < chains.Length; i++)
        {
            chains[i] = [.. Enumerable.Range(next, lengths[i]).Select(k => Snake(k, 0))];
            next += lengths[i];
        }

        return chains;
    }

    /// <summary>Core at a step of the snake: even rows (counted from the first) run east, odd ones west.</summary>
    private static int Snake(int step, int firstRow)
    {
        (int row, int column) = Math.DivRem(step, ChipGeometry.GridColumns);
        return (row * ChipGeometry.GridColumns) + ((row - firstRow) % 2 == 0 ? column : ChipGeometry.GridColumns - 1 - column);
    }
}
