using AnalogCoSim.Coverage.Database;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Coverage.Recording;
using AnalogCoSim.Coverage.Tests.Support;

namespace AnalogCoSim.Coverage.Tests.Recording;

/// <summary>What becomes a run of the database. One recorder works in a process at a time.</summary>
[NonParallelizable]
public sealed class CoverageRecorderTests
{
    [Test]
    public void Run_passes_where_all_of_its_cases_do_and_what_never_ended_is_none()
    {
        CoverageRun[] runs = Recorded(recorder =>
        {
            foreach ((string name, bool passed) in new[] { ("T.first", false), ("T.first", true), ("T.last", true), ("T.last", false), ("T.good", true), ("T.good", true) })
            {
                recorder.Begin(name, "test", 7);
                recorder.End(passed);
            }

            recorder.Begin("T.skipped", "test");
        });

        Assert.That(runs.Select(run => (run.Name, run.Kind, run.Seed, run.Passed)), Is.EquivalentTo([("T.first", "test", 7L, false), ("T.last", "test", 7L, false), ("T.good", "test", 7L, true)]));
    }

    [Test]
    public void Bins_belong_to_the_run_under_way_and_between_two_runs_to_the_one_before()
    {
        var once = new FunctionalCoverage([new FunctionalBin("g", "p", "a", BinKind.Goal, 1)]);
        CoverageRun[] runs = Recorded(recorder =>
        {
            recorder.Add(once);
            recorder.Begin("T.one", "test");
            recorder.Add(once);
            recorder.End(true);
            recorder.Add(once);
            recorder.Begin("T.two", "test");
            recorder.Add(once);
            recorder.End(true);
        });

        Assert.That(runs.Select(run => (run.Name, run.Functional.Bins.Single().Count)), Is.EquivalentTo([("T.one", 2L), ("T.two", 1L)]));
    }

    private static CoverageRun[] Recorded(Action<CoverageRecorder> act)
    {
        using var samples = new Samples();
        string path = samples.PathOf("coverage.db");
        using (var recorder = new CoverageRecorder(path, samples.Folder))
        {
            Assert.That(CoverageRecorder.Current, Is.SameAs(recorder));
            act(recorder);
        }

        Assert.That(CoverageRecorder.Current, Is.Null);
        using CoverageDatabase database = CoverageDatabase.Open(path);
        return [.. database.Runs()];
    }
}
