using AnalogCoSim.Testbench.Shrinking;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Tests.Shrinking;

[Category("Smoke")]
public sealed class ShrinkerTests
{
    private static readonly Field A = new("a", 32);
    private static readonly Field B = new("b", 8) { Default = 7 };
    private static readonly TransactionShape Shape = new(A, B);

    [TestCase(3)]
    [TestCase(1000)]
    public void One_transaction_with_one_bit_is_left_of_many(int count)
    {
        ShrinkResult result = Shrink(Random(count), list => list.Any(one => (one[A] & 0x100) != 0));
        Assert.That((Text(result), result.Complete), Is.EqualTo(("256/7", true)));
    }

    [Test]
    public void Two_that_depend_on_each_other_stay_in_their_order()
    {
        ShrinkResult result = Shrink(Random(500), list => list.SkipWhile(one => one[A] < 1000).Skip(1).Any(one => one[B] > 100));
        Assert.That(Text(result), Does.Match("^1024/7 0/1\\d\\d$"));
    }

    [Test]
    public void Values_become_the_default_or_few_bits_or_small()
    {
        Assert.That(Text(Shrink([One(0xFFFF_FFFF, 200)], list => list[0][A] >= 77)), Is.EqualTo("128/7"));
        Assert.That(Text(Shrink([One(0xFFFF_FFFF, 200)], list => list[0][A] % 5 == 0 && list[0][A] > 0)), Is.EqualTo("15/7"));
        Assert.That(Text(Shrink([One(12, 200)], list => list[0][B] != 7)), Is.EqualTo("0/0"));
    }

    [Test]
    public void What_the_bench_cannot_drive_is_not_tried()
    {
        var tried = new List<ulong>();
        ShrinkResult result = new Shrinker(Add, one => one[A] % 2 == 1, TimeSpan.FromMinutes(1)).Shrink([One(0xF001, 7)]);
        Assert.That(Text(result), Is.EqualTo("1/7"));
        Assert.That(tried, Has.All.Matches<ulong>(value => value % 2 == 1));

        bool Add(IReadOnlyList<Transaction> list)
        {
            tried.Add(list[0][A]);
            return true;
        }
    }

    [Test]
    public void A_failure_that_needs_all_of_them_stays_as_it_is_and_time_ends_the_search()
    {
        Transaction[] all = Random(20);
        Assert.That(Shrink(all, list => list.SequenceEqual(all)).Transactions, Is.EqualTo(all));
        ShrinkResult late = new Shrinker(_ => true, _ => true, TimeSpan.Zero).Shrink(all);
        Assert.That((late.Transactions, late.Complete, late.Trials), Is.EqualTo((all, false, 0)));
    }

    private static ShrinkResult Shrink(Transaction[] all, Func<IReadOnlyList<Transaction>, bool> fails) => new Shrinker(fails, _ => true, TimeSpan.FromMinutes(1)).Shrink(all);

    private static string Text(ShrinkResult result) => string.Join(' ', result.Transactions.Select(one => string.Join('/', one.Values.ToArray())));

    private static Transaction One(ulong a, ulong b) => new(Shape, [a, b], 0, "one");

    private static Transaction[] Random(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(k => new Transaction(Shape, [(ulong)random.NextInt64(1L << 32), (ulong)random.Next(256)], k, "random"))];
    }
}
