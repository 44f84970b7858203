using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Mapping;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Tests.Mapping;

/// <summary>Ways from the north-west corner to its eastern neighbour, drawn on paper: a link serves one path only.</summary>
[TestFixture]
public sealed class RouterTests
{
    private const byte E1 = 1, W1 = 2, E2 = 4, S1 = 16, N1 = 32;

    [Test]
    public void Each_further_way_avoids_the_links_of_those_before_it()
    {
        var router = new Router();
        Connection straight = router.Connect(0, 1, 7);
        Assert.That((straight.TxMask, straight.RxMask, straight.Hops.Count), Is.EqualTo((E1, W1, 0)));

        Connection beyond = router.Connect(0, 1, 8);
        Assert.That((beyond.TxMask, beyond.RxMask), Is.EqualTo((E2, E1)), "two columns east, then one back");
        Assert.That(beyond.Hops, Is.EqualTo(new[] { new HopRoute(2, 8, 1 << 3, W1) }), "in by the port W2");

        Connection below = router.Connect(0, 1, 9);
        Assert.That((below.TxMask, below.RxMask), Is.EqualTo((S1, S1)), "south, east and north again");
        Assert.That(below.Hops, Is.EqualTo(new[] { new HopRoute(8, 9, N1, E1), new HopRoute(9, 9, W1, N1) }));

        Assert.That(router.TryConnect(0, 1, 10, out _), Is.False, "a corner has three links");
        Assert.That(Assert.Throws<AcsException>(() => router.Connect(0, 1, 10))!.Code, Is.EqualTo(ErrorCode.NetworkDoesNotFit));
        Assert.That(router.TryConnect(1, 0, 11, out _), Is.True, "the way back has links of its own");
    }
}
