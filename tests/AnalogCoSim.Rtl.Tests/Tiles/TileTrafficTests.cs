using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>What the traffic of the regression meets, counted in its scripts.</summary>
[Category("Smoke")]
public sealed class TileTrafficTests
{
    private const int Seeds = 12;
    private const int Stream = 256;
    private const int Near = 3;

    private static readonly Dictionary<string, Func<TileClock, bool>> Events = new()
    {
        ["a write"] = clock => clock.Configuration is not null,
        ["a load"] = clock => clock.Load is not null,
        ["a start"] = clock => clock.Start,
        ["a packet"] = clock => clock.Begins.Any(begins => begins is BeginsAs.Passing),
        ["a consumed packet"] = clock => clock.Begins.Any(begins => begins is BeginsAs.Consumed),
    };

    // The tile is at rest when a register is written, and an MVM that is pending lets nothing but packets in.
    private static readonly (string Event, string Other, int From, int To)[] Meetings =
    [
        ("a write", "a load", 0, Near), ("a write", "a start", 0, Near), ("a write", "a packet", 0, Near),
        ("a load", "a start", 0, Near), ("a load", "a packet", -Near, Near), ("a load", "a consumed packet", -Near, Near),
        ("a start", "a packet", -Near, Near), ("a start", "a consumed packet", -1, 1), ("a packet", "a consumed packet", -Near, Near), ("a packet", "a packet", 1, Near),
    ];

    private readonly Dictionary<string, HashSet<int>> _inStreams = Events.Keys.ToDictionary(name => name, _ => new HashSet<int>());
    private readonly HashSet<int>[] _met = [.. Meetings.Select(_ => new HashSet<int>())];
    private readonly HashSet<int> _together = [];
    private readonly HashSet<int> _consuming = [];

    [OneTimeSetUp]
    public void Count()
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            IReadOnlyList<TileClock> script = new TileTraffic(seed).Script.Clocks;
            for (int clock = Near; clock < script.Count - Stream; clock++)
            {
                CountStream(script, clock);
                CountMeetings(script, clock);
                _together.Add(script[clock].Begins.Count(begins => begins is not null));
                _consuming.UnionWith(Enumerable.Range(0, LinkTable.Ports).Where(port => script[clock].Begins[port] is BeginsAs.Consumed));
            }
        }
    }

    [TestCase("a load")]
    [TestCase("a start")]
    [TestCase("a packet")]
    [TestCase("a consumed packet")]
    public void Every_event_comes_in_every_clock_of_a_stream_of_counts(string name) => Assert.That(Enumerable.Range(0, Stream).Except(_inStreams[name]), Is.Empty);

    [Test]
    public void Events_meet_in_every_order_that_is_allowed() => Assert.Multiple(() =>
    {
        foreach (var ((name, other, from, to), met) in Meetings.Zip(_met))
        {
            Assert.That(Enumerable.Range(from, to - from + 1).Except(met), Is.Empty, $"{name}, and {other} so many clocks later");
        }
    });

    [Test]
    public void Any_number_of_packets_begin_in_one_clock_and_any_port_brings_one_that_is_combined() => Assert.Multiple(() =>
    {
        Assert.That(_together, Is.EquivalentTo(Enumerable.Range(0, LinkTable.Ports + 1)));
        Assert.That(_consuming, Is.EquivalentTo(Enumerable.Range(0, LinkTable.Ports)));
    });

    private void CountStream(IReadOnlyList<TileClock> script, int first)
    {
        foreach (var (name, happens) in script[first].IsFirstPair ? Events : [])
        {
            _inStreams[name].UnionWith(Enumerable.Range(0, Stream).Where(offset => happens(script[first + offset])));
        }
    }

    private void CountMeetings(IReadOnlyList<TileClock> script, int clock)
    {
        foreach (var ((name, other, from, to), met) in Meetings.Zip(_met))
        {
            if (Events[name](script[clock]))
            {
                met.UnionWith(Enumerable.Range(from, to - from + 1).Where(offset => Events[other](script[clock + offset])));
            }
        }
    }
}
