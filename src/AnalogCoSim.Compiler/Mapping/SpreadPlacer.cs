using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>Places chains by lot, their cores apart from each other, so that other tiles have to forward.</summary>
internal static class SpreadPlacer
{
    private const uint Stream = 0x1000;
    private const int Tries = 100;

    /// <summary>Fewest links between two cores of a chain, where the free cores allow it: two tiles forward.</summary>
    private const int FewestLinks = 3;

    /// <summary>Places the chains of all layers.</summary>
    /// <param name="layers">Lengths of the chains of each layer; at most as many cores as there are in all.</param>
    /// <param name="seed">Seed of the layout.</param>
    /// <returns>Cores of each chain, head to tail, layer after layer; null if no placement was found whose ways all find free links.</returns>
    public static int[][]? Place(IReadOnlyList<int[]> layers, ulong seed)
    {
        for (uint attempt = 0; attempt < Tries; attempt++)
        {
            int[][] chains = Draw([.. layers.SelectMany(lengths => lengths)], new Lot(seed, Stream + attempt));
            if (Routable(layers, chains, seed))
            {
                return chains;
            }
        }

        return null;
    }

    private static int[][] Draw(int[] lengths, Lot lot)
    {
        var free = new List<int>(lot.Order(ChipGeometry.Cores));
        var chains = new int[lengths.Length][];
        for (int i = 0; i < chains.Length; i++)
        {
            chains[i] = new int[lengths[i]];
            for (int k = 0; k < lengths[i]; k++)
            {
                chains[i][k] = k == 0 ? free[0] : Next(free, chains[i][k - 1]);
                free.Remove(chains[i][k]);
            }
        }

        return chains;
    }

    /// <summary>The first core that is far enough: the list is in a drawn order, so it is a draw among all of these.</summary>
    private static int Next(List<int> free, int from)
    {
        int at = free.FindIndex(core => Links(from, core) >= FewestLinks);
        return at >= 0 ? free[at] : free.MaxBy(core => Links(from, core));
    }

    private static bool Routable(IReadOnlyList<int[]> layers, int[][] chains, ulong seed)
    {
        int next = 0;
        foreach (int[] lengths in layers)
        {
            var router = new Router(seed);
            foreach (int[] chain in chains[next..(next + lengths.Length)])
            {
                if (!chain.Zip(chain.Skip(1)).All(pair => router.TryConnect(pair.First, pair.Second, 0, out _)))
                {
                    return false;
                }
            }

            next += lengths.Length;
        }

        return true;
    }

    /// <summary>Links of the shortest way between two cores.</summary>
    private static int Links(int from, int to)
    {
        var links = new Dictionary<int, int> { [from] = 0 };
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out int tile) && tile != to)
        {
            for (int port = 0; port < LinkTable.NeighbourPorts; port++)
            {
                if (LinkTable.Neighbour(tile, (LinkPort)port) is { } next && links.TryAdd(next, links[tile] + 1))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return links.GetValueOrDefault(to, ChipGeometry.Cores);
    }
}
