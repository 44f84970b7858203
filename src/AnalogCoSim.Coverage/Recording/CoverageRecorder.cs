using System.Diagnostics;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Database;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Coverage.Recording;

/// <summary>Collects what tests or scenarios of this process cover, and adds it to a database when it is disposed of.</summary>
/// <remarks>One run is under way at a time. What a model counted belongs to the run in which it is disposed of; what comes between two runs, to the one before.</remarks>
public sealed class CoverageRecorder : IDisposable
{
    /// <summary>Environment variable that names the database and so turns coverage on.</summary>
    public const string Variable = "ACS_COVERAGE";

    private static CoverageRecorder? _recorder;

    private readonly string _path;
    private readonly SourceTree _sources;
    private readonly CoverageHarvest _harvest;
    private readonly Dictionary<string, OpenRun> _runs = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private OpenRun? _current;

    /// <summary>Starts to collect.</summary>
    /// <param name="path">The database; made if it is not there.</param>
    /// <param name="root">Folder that holds <c>rtl/</c>.</param>
    /// <exception cref="AcsException">CoverageDatabase, OutputBusy, FileNotWritten: found before anything runs. RtlMisuse: coverage is collected already.</exception>
    public CoverageRecorder(string path, string root)
    {
        CoverageDatabase.OpenOrCreate(path).Dispose();
        _path = path;
        _sources = new SourceTree(root);
        _harvest = CoverageHarvest.Start(root, Take);
        Volatile.Write(ref _recorder, this);
    }

    /// <summary>The one under way in this process; null where nothing is collected.</summary>
    public static CoverageRecorder? Current => Volatile.Read(ref _recorder);

    /// <summary>Begins a run, or goes on with one of that name: a test with several cases is one run.</summary>
    /// <param name="name">Name of the test or scenario.</param>
    /// <param name="kind"><c>test</c>, <c>scenario</c> or <c>testbench</c>.</param>
    /// <param name="seed">Its seed.</param>
    public void Begin(string name, string kind, long seed = 0)
    {
        lock (_lock)
        {
            _current?.Clock.Stop();
            if (!_runs.TryGetValue(name, out _current))
            {
                _current = new OpenRun(name, kind, seed);
                _runs.Add(name, _current);
            }

            _current.Clock.Start();
        }
    }

    /// <summary>Ends a case of the run under way; a run passes when all of its cases do.</summary>
    /// <param name="passed">Whether it passed.</param>
    public void End(bool passed)
    {
        lock (_lock)
        {
            _current?.End(passed);
        }
    }

    /// <summary>Adds functional coverage to the run under way.</summary>
    /// <param name="functional">Bins of one group or several.</param>
    /// <exception cref="AcsException">CoverageDefinition.</exception>
    public void Add(FunctionalCoverage functional)
    {
        lock (_lock)
        {
            if (_current is not null)
            {
                _current.Functional = FunctionalCoverage.Merge([_current.Functional, functional]);
            }
        }
    }

    /// <summary>Ends the collection and writes the runs; one of which no case ended, such as a test that was skipped, is none.</summary>
    /// <exception cref="AcsException">As of the database.</exception>
    public void Dispose()
    {
        Volatile.Write(ref _recorder, null);
        _harvest.Dispose();
        using CoverageDatabase database = CoverageDatabase.OpenOrCreate(_path);
        database.AddAll(_runs.Values.Where(run => run.HasEnded).Select(Closed));
        _runs.Clear();
    }

    private void Take(string path, string resetPath)
    {
        CodeCoverage counts = CoverageDataFile.ReadOutsideOfResets(path, resetPath, _sources.IsResetBranch);
        lock (_lock)
        {
            if (_current is not null)
            {
                CodeCoverage.AddTo(_current.Code, counts);
            }
        }
    }

    private CoverageRun Closed(OpenRun run) => new(run.Id, run.Name, run.Kind, ProgramVersion.Commit, Checkout.IsDirty(_sources.Root), run.Seed, run.Started, run.Clock.Elapsed.TotalSeconds, run.Passed)
    {
        Code = new CodeCoverage(run.Code),
        Versions = run.Code.Keys.Select(point => point.File).Distinct(StringComparer.Ordinal).ToDictionary(file => file, _sources.Version, StringComparer.Ordinal),
        Functional = run.Functional,
    };

    private sealed class OpenRun(string name, string kind, long seed)
    {
        private bool _failed;

        public string Id { get; } = Guid.NewGuid().ToString("N");

        public string Name => name;

        public string Kind => kind;

        public long Seed => seed;

        public DateTime Started { get; } = DateTime.UtcNow;

        public Stopwatch Clock { get; } = new();

        public Dictionary<CodePoint, long> Code { get; } = [];

        public FunctionalCoverage Functional { get; set; } = FunctionalCoverage.None;

        public bool HasEnded { get; private set; }

        public bool Passed => HasEnded && !_failed;

        public void End(bool passed)
        {
            HasEnded = true;
            _failed |= !passed;
        }
    }
}
