using System.Diagnostics;
using System.Numerics;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Shrinking;

/// <summary>Reduces a list of transactions that fails to the fewest with the simplest values that still fail in the same way.</summary>
/// <remarks>
/// Transactions are taken out in ever smaller pieces (delta debugging), the last ones before the failure first; then values are made simpler: the default, 0, fewer bits, smaller.
/// It works on the list alone, so stimulus of every kind shrinks: random, directed, or from a file.
/// </remarks>
/// <param name="fails">Whether a list fails in the same way; each call plays it from reset.</param>
/// <param name="accepts">Whether the bench can drive a transaction.</param>
/// <param name="limit">Longest time.</param>
public sealed class Shrinker(Func<IReadOnlyList<Transaction>, bool> fails, Func<Transaction, bool> accepts, TimeSpan limit)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _trials;

    private bool Over => _watch.Elapsed >= limit;

    /// <summary>Shrinks.</summary>
    /// <param name="failing">A list that fails, up to the transaction at which it does.</param>
    /// <returns>The result; the list itself if nothing smaller fails.</returns>
    public ShrinkResult Shrink(IReadOnlyList<Transaction> failing)
    {
        ArgumentNullException.ThrowIfNull(failing);
        Transaction[] best = Suffix([.. failing]);
        for (bool changed = true; changed && !Over;)
        {
            Transaction[] fewer = Remove(best);
            Transaction[] simpler = Simplify(fewer);
            changed = !simpler.SequenceEqual(best);
            best = simpler;
        }

        return new ShrinkResult(best, _trials, !Over);
    }

    // A simpler value: the default, then fewer bits set, then a smaller number.
    private static bool IsSimpler(Field field, ulong value, ulong than)
    {
        ulong simplest = field.Default & field.Mask;
        if (value == than || than == simplest)
        {
            return false;
        }

        return value == simplest || (BitOperations.PopCount(value), value).CompareTo((BitOperations.PopCount(than), than)) < 0;
    }

    private static IEnumerable<ulong> Candidates(Field field, ulong value)
    {
        yield return field.Default & field.Mask;
        yield return 0;
        for (int bit = field.Width - 1; bit >= 0; bit--)
        {
            if ((value >> bit & 1) != 0)
            {
                yield return 1UL << bit;
            }
        }

        for (int bit = field.Width - 1; bit >= 0; bit--)
        {
            yield return value & ~(1UL << bit);
        }

        for (int shift = field.Width - 1; shift > 0; shift--)
        {
            yield return value >> shift;
        }
    }

    private bool Fails(IReadOnlyList<Transaction> list)
    {
        if (Over)
        {
            return false;
        }

        _trials++;
        return fails(list);
    }

    // Most bugs need little of what came before.
    private Transaction[] Suffix(Transaction[] list)
    {
        for (int length = 1; length < list.Length; length *= 2)
        {
            if (Fails(list[^length..]))
            {
                return list[^length..];
            }
        }

        return list;
    }

    private Transaction[] Remove(Transaction[] list)
    {
        int piece = Math.Max(list.Length / 2, 1);
        while (list.Length > 1 && !Over)
        {
            bool removed = false;
            for (int end = list.Length; end > 0; end -= piece)
            {
                int begin = Math.Max(end - piece, 0);
                Transaction[] rest = [.. list[..begin], .. list[end..]];
                if (rest.Length > 0 && Fails(rest))
                {
                    list = rest;
                    removed = true;
                }
            }

            if (piece == 1 && !removed)
            {
                break;
            }

            piece = Math.Max(piece / 2, 1);
        }

        return list;
    }

    private Transaction[] Simplify(Transaction[] list)
    {
        for (int place = 0; place < list.Length; place++)
        {
            foreach (Field field in list[place].Shape.Fields)
            {
                list = Simplify(list, place, field);
            }
        }

        return list;
    }

    private Transaction[] Simplify(Transaction[] list, int place, Field field)
    {
        for (bool changed = true; changed && !Over;)
        {
            changed = false;
            ulong value = list[place][field];
            foreach (ulong candidate in Candidates(field, value).Distinct().Where(candidate => IsSimpler(field, candidate, value)))
            {
                Transaction[] trial = [.. list];
                trial[place] = list[place].With(field, candidate);
                if (accepts(trial[place]) && Fails(trial))
                {
                    (list, changed) = (trial, true);
                    break;
                }
            }
        }

        return list;
    }
}
