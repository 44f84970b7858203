using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Link;

/// <summary>Which packets came by which ports and what became of them.</summary>
internal sealed class LinkCover : BlockCover
{
    private readonly LinkRoutes _routes = new();
    private readonly CoverGroup _group = new("link", "one packet");

    public LinkCover()
    {
        CoverPoint port = _group.Point("port", "port by which it comes", (0, LinkFields.Own));
        for (int k = 0; k < LinkFields.Port.Words.Count; k++)
        {
            port.Value(LinkFields.Port.Words[k], k);
        }

        CoverPoint fate = _group.Point("fate", "what becomes of it", (0, 3)).Value("ignored", 0).Value("forwarded", 1).Value("consumed", 2).Value("both", 3);
        _group.Point("copies", "ports by which it leaves", (0, 7)).Value("none", 0).Value("one", 1).Range("some", 2, 6).Value("all", 7);
        _group.Point("bytes", "payload bytes", (1, 256)).Value("one", 1).Range("some", 2, 255).Value("all", 256);
        _group.Point("path", "path id", (0, 255)).FieldClasses(255);
        CoverCross fates = _group.Cross("port_fate", port, fate);
        fates.Exclude("the tile does not consume its own packets", "own", "consumed");
        fates.Exclude("the tile does not consume its own packets", "own", "both");
    }

    public override IReadOnlyList<CoverGroup> Groups => [_group];

    public override void Sample(Transaction transaction)
    {
        if (transaction.NumberOf(LinkFields.Kind) != LinkFields.Packet)
        {
            _routes.Set(transaction);
            return;
        }

        (byte mask, bool consume) = _routes.Of(transaction);
        _group.Sample(
            transaction.NumberOf(LinkFields.Port),
            (mask != 0 ? 1 : 0) + (consume ? 2 : 0),
            System.Numerics.BitOperations.PopCount(mask),
            transaction.NumberOf(LinkFields.More) + 1,
            transaction.NumberOf(LinkFields.Path));
    }
}
