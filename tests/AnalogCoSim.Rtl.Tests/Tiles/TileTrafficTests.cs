using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>What the traffic of the regression meets, counted in its scripts.</summary>
[Category("Smoke")]
public sealed partial class TileTrafficTests
{
    private const int Seeds = 12;
    private const int Stream = 256;
    private const int Near = 3;

    private static readonly Dictionary<string, Func<TileClock, bool>> Events = new()
    {
        ["a write"] = clock => clock.Configuration is not null,
        ["a load"] = clock => clock.Load is not null,
        ["a start"] = clock => clock.Start,
        ["a first pair"] = clock => clock.IsFirstPair,
        ["a last pair"] = clock => clock.IsLastPair,
        ["a result read out"] = clock => clock.IsReadOut,
        ["a packet"] = clock => clock.Begins.Any(begins => begins is BeginsAs.Passing),
        ["a consumed packet"] = clock => clock.Begins.Any(begins => begins is BeginsAs.Consumed),
    };

    // The tile is at rest when a register is written, and an MVM that is pending lets nothing but packets in.
    private static readonly (string Event, string Other, int From, int To)[] Meetings =
    [
        ("a write", "a load", 0, Near), ("a write", "a start", 0, Near), ("a write", "a packet", 0, Near),
        ("a load", "a start", 0, Near), ("a load", "a packet", -Near, Near), ("a load", "a consumed packet", -Near, Near),
        ("a start", "a packet", -Near, Near), ("a start", "a consumed packet", -1, 1), ("a packet", "a consumed packet", -Near, Near), ("a packet", "a packet", 1, Near),
        ("a first pair", "a result read out", -Near, Near), ("a last pair", "a result read out", -Near, Near),
    ];

    // In the scripts of one seed: that by which plants are found. A tile that sends or combines has all of these selections, and packets of these lengths come in.
    private static readonly Dictionary<string, Func<TileScript, bool>> Ends = new()
    {
        ["the last column alone is sent"] = script => Sends(script, (first, last) => (first, last) == (255, 255)),
        ["the first column alone is sent"] = script => Sends(script, (first, last) => (first, last) == (0, 0)),
        ["one column between them is sent"] = script => Sends(script, (first, last) => first == last && first is > 0 and < 255),
        ["columns from the first on are sent"] = script => Sends(script, (first, last) => first == 0 && last is > 0 and < 255),
        ["columns up to the last are sent"] = script => Sends(script, (first, last) => first is > 0 and < 255 && last == 255),
        ["all columns are sent"] = script => Sends(script, (first, last) => (first, last) == (0, 255)),
        ["the first byte alone is combined"] = script => Combines(script, (first, last) => (first, last) == (0, 0)),
        ["the last byte alone is combined"] = script => Combines(script, (first, last) => (first, last) == (255, 255)),
        ["one byte between them is combined"] = script => Combines(script, (first, last) => first == last && first is > 0 and < 255),
        ["bytes from the first on are combined"] = script => Combines(script, (first, last) => first == 0 && last is > 0 and < 255),
        ["bytes up to the last are combined"] = script => Combines(script, (first, last) => first is > 0 and < 255 && last == 255),
        ["all bytes are combined"] = script => Combines(script, (first, last) => (first, last) == (0, 255)),
        ["no byte is combined, none but the last is first"] = script => Combines(script, (first, last) => first == 255 && last < 255),
        ["no byte is combined, none but the first is last"] = script => Combines(script, (first, last) => first > 0 && last == 0),
        ["results leave by no port"] = script => script.Mvms.Any(mvm => mvm is { TxEnable: true, TxMask: 0 }),
        ["results leave by all ports"] = script => script.Mvms.Any(mvm => mvm is { TxEnable: true, TxMask: 0x7F }),
        ["one path id on two ports in one clock, and one of them passes"] = script => script.Clocks.Any(clock => SamePath(clock) && clock.Sent.Any(sent => sent is not null)),
        ["a packet of one byte passes"] = script => script.Packets.Contains((BeginsAs.Passing, 1)),
        ["a packet of more than 40 bytes passes"] = script => script.Packets.Any(packet => packet is { Kind: BeginsAs.Passing, Length: > 40 and < 256 }),
        ["a packet of 256 bytes passes"] = script => script.Packets.Contains((BeginsAs.Passing, 256)),
        ["a packet of 1 byte is combined"] = script => script.Packets.Contains((BeginsAs.Consumed, 1)),
        ["a packet of 256 bytes is combined"] = script => script.Packets.Contains((BeginsAs.Consumed, 256)),
        ["more than 256 MVMs"] = script => script.Mvms.Count > 256,
    };

    private static IEnumerable<string> EndNames => Ends.Keys;

    // The traffic by which plants are found.
    private static readonly Lazy<TileScript> First = new(() => new TileTraffic(1).Script);

    private readonly Dictionary<string, HashSet<int>> _inStreams = Events.Keys.ToDictionary(name => name, _ => new HashSet<int>());
    private readonly HashSet<int>[] _met = [.. Meetings.Select(_ => new HashSet<int>())];
    private readonly HashSet<int>[] _metFirst = [.. Meetings.Select(_ => new HashSet<int>())];
    private readonly HashSet<int> _together = [];
    private readonly HashSet<int> _consuming = [];

    [OneTimeSetUp]
    public void Count()
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            foreach (var (first, met) in _metFirst.Zip(_met).Where(_ => seed == 2))
            {
                first.UnionWith(met);
            }

            IReadOnlyList<TileClock> script = (seed == 1 ? First.Value : new TileTraffic(seed).Script).Clocks;
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

    [TestCaseSource(nameof(EndNames))]
    public void Ends_of_selections_and_lengths_come_in_the_traffic_by_which_plants_are_found(string name) => Assert.That(Ends[name](First.Value), Is.True);

    [Test]
    public void Empty_addresses_are_those_that_no_register_of_the_map_has()
    {
        string map = File.ReadAllText(Path.Combine(RtlTree.Find(), "rtl", "common", "register_map.yaml"));
        int[] registers = [.. Register().Matches(map).SelectMany(one => Enumerable.Range(Convert.ToInt32(one.Groups["address"].Value, 16), int.Parse(one.Groups["count"].Value, CultureInfo.InvariantCulture)))];

        Assert.That(EmptyAddresses.All, Is.EquivalentTo(Enumerable.Range(0, 1 << 12).Except(registers)));
        Assert.That(registers.SelectMany(EmptyAddresses.Of).Distinct(), Is.SubsetOf(EmptyAddresses.All));
    }

    [Test]
    public void Addresses_of_nothing_are_written_when_the_registers_that_they_may_be_taken_for_are_written()
    {
        ConfigWrite[] writes = [.. First.Value.Clocks.Select(clock => clock.Configuration).OfType<ConfigWrite>()];
        var written = new HashSet<int>();
        var shadowed = new Dictionary<int, int>();
        foreach (ConfigWrite write in writes)
        {
            written.Add(write.Address);
            foreach (int page in Enumerable.Range(0, 5).Where(page => EmptyAddresses.IsEmpty(write.Address) && written.Contains((256 * page) | (write.Address & 0xFF))))
            {
                shadowed[page] = shadowed.GetValueOrDefault(page) + 1;
            }
        }

        Assert.That(shadowed.Keys, Is.EquivalentTo(Enumerable.Range(0, 5)), "pages of columns, routes and control registers");
        Assert.That(shadowed.Values, Is.All.GreaterThan(30));
    }

    [Test]
    public void Events_meet_in_every_order_that_is_allowed() => Assert.Multiple(() =>
    {
        foreach (var ((name, other, from, to), met) in Meetings.Zip(_met))
        {
            Assert.That(Enumerable.Range(from, to - from + 1).Except(met), Is.Empty, $"{name}, and {other} so many clocks later");
        }
    });

    [Test]
    public void Results_are_read_out_around_the_first_and_the_last_pair_of_the_next_in_the_traffic_by_which_plants_are_found() => Assert.Multiple(() =>
    {
        foreach (var ((name, other, from, to), met) in Meetings.Zip(_metFirst).Where(one => one.First.Other == "a result read out"))
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

    private static bool SamePath(TileClock clock) => Enumerable.Range(0, LinkTable.Ports).Where(port => clock.Begins[port] is not null).GroupBy(port => clock.Receive[port]).Any(group => group.Count() > 1);

    private static bool Sends(TileScript script, Func<byte, byte, bool> ends) => script.Mvms.Any(mvm => mvm.TxEnable && mvm.TxMask != 0 && ends(mvm.TxFirst, mvm.TxLast));

    private static bool Combines(TileScript script, Func<byte, byte, bool> ends) => script.Mvms.Any(mvm => mvm.Combine && ends(mvm.RxFirst, mvm.RxLast));

    private void CountStream(IReadOnlyList<TileClock> script, int first)
    {
        foreach (var (name, happens) in script[first].IsFirstPair ? Events : [])
        {
            _inStreams[name].UnionWith(Enumerable.Range(0, Stream).Where(offset => happens(script[first + offset])));
        }
    }

    [GeneratedRegex(@"^    address: (?<address>0x\w+)\n    count: (?<count>\d+)$", RegexOptions.Multiline)]
    private static partial Regex Register();

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
