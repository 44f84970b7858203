using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Database;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Coverage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AnalogCoSim.Coverage.Tests.Database;

public sealed class CoverageDatabaseTests
{
    private static readonly FunctionalCoverage Bins = new([new("g", "p", "a", BinKind.Goal, 2), new("g", "p", "no", BinKind.Illegal, 0, 1, "why"), new("g", "p", "other", BinKind.Other, 1, 1, "e.g. 9")]);

    private Samples _samples = null!;

    [SetUp]
    public void Make() => _samples = new Samples();

    [TearDown]
    public void Remove() => _samples.Dispose();

    [Test]
    public void Run_comes_back_as_it_was_written_with_the_points_that_nothing_hit()
    {
        CoverageRun run = _samples.Run("one", Samples.Code(5, 0, 0, 1, 0), Bins, passed: false);
        using (CoverageDatabase database = CoverageDatabase.OpenOrCreate(_samples.PathOf("sub/c.db")))
        {
            Assert.That(database.Add(run), Is.True);
        }

        using CoverageDatabase again = CoverageDatabase.Open(_samples.PathOf("sub/c.db"));
        CoverageRun read = again.Runs().Single();
        Assert.That(read with { Code = run.Code, Versions = run.Versions, Functional = run.Functional }, Is.EqualTo(run));
        Assert.That(read.Code.Counts, Is.EquivalentTo(run.Code.Counts));
        Assert.That(read.Versions, Is.EquivalentTo(run.Versions));
        Assert.That(read.Functional.Bins, Is.EqualTo(run.Functional.Bins));
    }

    [Test]
    public void Run_that_hit_nothing_keeps_all_its_points_as_holes()
    {
        using CoverageDatabase database = CoverageDatabase.OpenOrCreate(_samples.PathOf("c.db"));
        database.Add(_samples.Run("one", Samples.Code(0, 0, 0, 0)));
        Assert.That(database.Runs().Single().Code.Counts, Has.Count.EqualTo(4));
    }

    [Test]
    public void Run_is_added_once_whatever_way_it_comes()
    {
        using CoverageDatabase a = CoverageDatabase.OpenOrCreate(_samples.PathOf("a.db"));
        using CoverageDatabase b = CoverageDatabase.OpenOrCreate(_samples.PathOf("b.db"));
        CoverageRun one = _samples.Run("one", Samples.Code(1, 0, 0), Bins);
        a.Add(one);
        b.AddAll([_samples.Run("two", Samples.Code(2, 0, 1), Bins), one]);

        Assert.That(a.Add(one), Is.False);
        Assert.That(a.Merge(b), Is.EqualTo(1));
        Assert.That(a.Merge(b), Is.Zero);
        Assert.That(b.Merge(a), Is.Zero);
        Assert.That(CodeCoverage.Merge(a.Runs().Select(run => run.Code)).Counts[Samples.Block], Is.EqualTo(3));
        Assert.That(FunctionalCoverage.Merge(a.Runs().Select(run => run.Functional)).Bins[0].Count, Is.EqualTo(4));
    }

    [Test]
    public void Bin_of_another_meaning_is_refused_and_nothing_of_its_run_is_kept()
    {
        using CoverageDatabase database = CoverageDatabase.OpenOrCreate(_samples.PathOf("a.db"));
        database.Add(_samples.Run("one", CodeCoverage.None, Bins));
        CoverageRun other = _samples.Run("two", Samples.Code(1, 1, 1), new FunctionalCoverage([new("g", "p", "a", BinKind.Goal, 2, 5)]));
        Assert.That(Assert.Throws<AcsException>(() => database.Add(other))!.Code, Is.EqualTo(ErrorCode.CoverageDefinition));
        Assert.That(database.Runs().Select(run => run.Id), Is.EqualTo(["one"]));
    }

    [Test]
    public void Text_of_any_letters_is_data_and_not_a_command()
    {
        using CoverageDatabase database = CoverageDatabase.OpenOrCreate(_samples.PathOf("a.db"));
        database.Add(_samples.Run("'); DROP TABLE runs; --", CodeCoverage.None));
        Assert.That(database.Runs().Single().Id, Is.EqualTo("'); DROP TABLE runs; --"));
    }

    [Test]
    public void File_that_is_not_there_is_a_coded_error() =>
        Assert.That(Assert.Throws<AcsException>(() => CoverageDatabase.Open(_samples.PathOf("none.db")))!.Code, Is.EqualTo(ErrorCode.DataNotFound));

    [Test]
    public void File_that_is_no_database_is_refused() =>
        Assert.That(Assert.Throws<AcsException>(() => CoverageDatabase.Open(_samples.Write("text.db", new string('x', 5000))))!.Code, Is.EqualTo(ErrorCode.CoverageDatabase));

    [Test]
    public void Database_of_another_program_is_refused_and_left_as_it_is()
    {
        Execute("CREATE TABLE theirs (x); PRAGMA application_id = 5");
        Assert.That(Assert.Throws<AcsException>(() => CoverageDatabase.OpenOrCreate(_samples.PathOf("c.db")))!.Actual, Is.EqualTo("another SQLite file"));
    }

    [Test]
    public void Database_of_another_version_is_refused()
    {
        CoverageDatabase.OpenOrCreate(_samples.PathOf("c.db")).Dispose();
        Execute("PRAGMA user_version = 2");
        Assert.That(Assert.Throws<AcsException>(() => CoverageDatabase.Open(_samples.PathOf("c.db")))!.Actual, Is.EqualTo("version 2"));
    }

    [Test]
    public void Damaged_database_is_a_coded_error_wherever_the_damage_is()
    {
        using (CoverageDatabase database = CoverageDatabase.OpenOrCreate(_samples.PathOf("whole.db")))
        {
            database.AddAll(Enumerable.Range(0, 40).Select(index => _samples.Run(FormattableString.Invariant($"run{index}"), Samples.Code(index, 1, 2, 3, 4, 5), Bins)));
        }

        byte[] whole = File.ReadAllBytes(_samples.PathOf("whole.db"));
        var random = new Random(5);
        for (int trial = 0; trial < 60; trial++)
        {
            byte[] damaged = trial % 2 == 0 ? whole[..random.Next(1, whole.Length)] : (byte[])whole.Clone();
            random.NextBytes(damaged.AsSpan(random.Next(damaged.Length)..)[..Math.Min(64, damaged.Length / 4)]);
            File.WriteAllBytes(_samples.PathOf("c.db"), damaged);
            try
            {
                using CoverageDatabase database = CoverageDatabase.Open(_samples.PathOf("c.db"));
                database.Runs();
            }
            catch (AcsException error)
            {
                Assert.That(error.Code, Is.EqualTo(ErrorCode.CoverageDatabase).Or.EqualTo(ErrorCode.FileNotWritten), error.Render());
            }
        }
    }

    [Test]
    public void Locked_database_is_a_coded_error()
    {
        CoverageDatabase.OpenOrCreate(_samples.PathOf("c.db")).Dispose();
        using var other = new SqliteConnection($"Data Source={_samples.PathOf("c.db")};Pooling=False");
        other.Open();
        using SqliteTransaction held = other.BeginTransaction(deferred: false);
        using CoverageDatabase database = CoverageDatabase.Open(_samples.PathOf("c.db"), secondsToWait: 1);
        Assert.That(Assert.Throws<AcsException>(() => database.Add(_samples.Run("one", CodeCoverage.None)))!.Code, Is.EqualTo(ErrorCode.OutputBusy));
    }

    [Test]
    public void Place_that_cannot_be_written_is_a_coded_error() =>
        Assert.That(Assert.Throws<AcsException>(() => CoverageDatabase.OpenOrCreate(Path.Combine(_samples.Write("file", "x"), "c.db")))!.Code, Is.EqualTo(ErrorCode.FileNotWritten));

    private void Execute(string text)
    {
        using var connection = new SqliteConnection($"Data Source={_samples.PathOf("c.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
