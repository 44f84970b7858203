using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Tests.Scoring;

[Category("Smoke")]
public sealed class ScoreboardTests
{
    private static readonly Check Sum = new("sum");
    private static readonly Check Flag = new("flag");
    private static readonly Transaction One = new(new TransactionShape(new Field("a", 8)), [3], 12, "random");

    [Test]
    public void Equal_values_in_order_are_counted_and_nothing_else()
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Expect(Sum, One, 5, 0);
        scoreboard.Expect(Sum, One, 6, 1);
        scoreboard.Expect(Flag, One, 1, 1);
        scoreboard.Observe(Sum, 5, 2);
        scoreboard.Observe(Flag, 1, 2);
        scoreboard.Observe(Sum, 6, 3);
        scoreboard.Advance(100);
        Assert.That((scoreboard.Failure, scoreboard.Compared, scoreboard.Pending), Is.EqualTo(((BlockFailure?)null, 3L, 0)));
    }

    [Test]
    public void A_difference_names_transaction_check_clock_and_both_values()
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Expect(Sum, One, 5, 0);
        scoreboard.Observe(Sum, 6, 2);
        AcsException error = scoreboard.Failure!.Error;
        Assert.That((error.CodeText, error.Where, error.Expected, error.Actual), Is.EqualTo(("ACS0407", "transaction 12 (random), check 'sum', clock 2\n{ a: 3 }", "5", "6")));
    }

    [Test]
    public void Only_the_first_failure_is_kept()
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Observe(Flag, 1, 4);
        scoreboard.Expect(Sum, One, 5, 0);
        scoreboard.Observe(Sum, 6, 5);
        Assert.That((scoreboard.Failure!.Kind, scoreboard.Failure.Clock), Is.EqualTo(("extra of flag", 4L)));
    }

    [Test]
    public void A_value_that_was_not_asked_for_is_extra()
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Expect(Sum, One, 5, 0);
        scoreboard.Observe(Sum, 5, 1);
        scoreboard.Observe(Sum, 5, 2);
        Assert.That((scoreboard.Failure!.Error.CodeText, scoreboard.Failure.Kind), Is.EqualTo(("ACS0409", "extra of sum")));
    }

    [TestCase(3, 3, null)]
    [TestCase(3, 2, "clock of sum")]
    [TestCase(3, 4, "missing of sum")]
    public void A_value_with_a_due_clock_comes_in_it_and_in_no_other(int due, int came, string? kind)
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Expect(Sum, One, 5, 0, due);
        for (int clock = 0; clock < 6; clock++)
        {
            if (clock == came)
            {
                scoreboard.Observe(Sum, 5, clock);
            }

            scoreboard.Advance(clock);
        }

        Assert.That(scoreboard.Failure?.Kind, Is.EqualTo(kind));
    }

    [TestCase(9, null)]
    [TestCase(10, "timeout of sum")]
    public void A_value_without_one_is_missing_after_the_time_limit(int clock, string? kind)
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Expect(Sum, One, 5, 0);
        scoreboard.Advance(clock);
        Assert.That(scoreboard.Failure?.Kind, Is.EqualTo(kind));
        Assert.That(scoreboard.Failure?.Error.CodeText, Is.EqualTo(kind is null ? null : "ACS0408"));
    }

    [Test]
    public void Bits_that_do_not_count_may_be_any_but_have_to_come()
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Expect(Sum, One, 0x15, 0, care: 0xF);
        scoreboard.Observe(Sum, 0x25, 1);
        scoreboard.Expect(Sum, One, 0, 1, care: 0);
        scoreboard.Advance(11);
        Assert.That(scoreboard.Failure!.Kind, Is.EqualTo("timeout of sum"));
    }

    [Test]
    public void A_level_of_no_transaction_is_compared_as_well()
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Compare(Flag, 0, 1, 8);
        Assert.That((scoreboard.Failure?.Kind, scoreboard.Failure?.Transaction, scoreboard.Failure?.Error.Where), Is.EqualTo(("value of flag", (Transaction?)null, "check 'flag', clock 8")));
    }

    [Test]
    public void A_level_is_compared_at_once()
    {
        var scoreboard = new Scoreboard([Sum, Flag], 10);
        scoreboard.Compare(Flag, 1, 1, 7);
        scoreboard.Compare(Flag, 0, 1, 8, One);
        Assert.That((scoreboard.Failure!.Kind, scoreboard.Failure.Clock, scoreboard.Failure.Transaction, scoreboard.Compared), Is.EqualTo(("value of flag", 8L, One, 2L)));
    }
}
