using System.Globalization;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Functional;
using Microsoft.Data.Sqlite;

namespace AnalogCoSim.Coverage.Database;

/// <summary>Reads runs back. A run's coverage holds every point of the files that it counted in, with 0 where it has no count.</summary>
internal sealed class RunReader(SqliteConnection connection, string path)
{
    public IReadOnlyList<CoverageRun> Read()
    {
        Dictionary<long, (CodePoint Point, long File)> points = Points();
        ILookup<long, CodePoint> ofFile = points.Values.ToLookup(one => one.File, one => one.Point);
        ILookup<long, (long File, string Name, string Version)> files = Rows(
            "SELECT run, number, name, version FROM run_files JOIN files ON number = file", row => (Run: row.GetInt64(0), File: (row.GetInt64(1), row.GetString(2), row.GetString(3)))).ToLookup(row => row.Run, row => row.File);
        ILookup<long, (long Point, long Count)> code = Rows("SELECT run, point, count FROM code", row => (Run: row.GetInt64(0), Point: row.GetInt64(1), Count: row.GetInt64(2)))
            .ToLookup(row => row.Run, row => (row.Point, row.Count));
        ILookup<long, FunctionalBin> bins = Bins().ToLookup(one => one.Run, one => one.Bin);
        var runs = new List<CoverageRun>();
        foreach ((long number, CoverageRun run) in Rows("SELECT number, id, name, kind, commit_name, dirty, seed, started, seconds, passed FROM runs ORDER BY number", row => (row.GetInt64(0), Run(row))))
        {
            Dictionary<CodePoint, long> counts = files[number].SelectMany(file => ofFile[file.File]).ToDictionary(point => point, _ => 0L);
            foreach ((long point, long count) in code[number])
            {
                CodePoint found = points.TryGetValue(point, out var known) ? known.Point : throw DatabaseErrors.Damaged(path, FormattableString.Invariant($"a count of point {point}, which is not there"));
                counts[found] = count;
            }

            runs.Add(run with
            {
                Code = new CodeCoverage(counts),
                Versions = files[number].ToDictionary(file => file.Name, file => file.Version, StringComparer.Ordinal),
                Functional = new FunctionalCoverage([.. bins[number]]),
            });
        }

        return runs;
    }

    private Dictionary<long, (CodePoint Point, long File)> Points()
    {
        List<(long Number, (CodePoint Point, long File) Place)> rows = Rows(
            "SELECT points.number, files.name, line, place, kind, module, points.name, lines, file FROM points JOIN files ON files.number = file",
            row => (row.GetInt64(0), (new CodePoint(row.GetString(1), row.GetInt32(2), row.GetInt32(3), Word<CodePointKind>(row.GetString(4)), row.GetString(5), row.GetString(6), row.GetString(7)), row.GetInt64(8))));
        return rows.ToDictionary(row => row.Number, row => row.Place);
    }

    private List<(long Run, FunctionalBin Bin)> Bins() => Rows(
        "SELECT run, cover_group, point, bins.bin, kind, count, at_least, note FROM functional JOIN bins ON bins.number = functional.bin ORDER BY run, bins.number",
        row => (row.GetInt64(0), new FunctionalBin(row.GetString(1), row.GetString(2), row.GetString(3), Word<BinKind>(row.GetString(4)), row.GetInt64(5), row.GetInt64(6), row.IsDBNull(7) ? null : row.GetString(7))));

    private CoverageRun Run(SqliteDataReader row) => new(
        row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5) != 0, row.GetInt64(6),
        DateTime.TryParse(row.GetString(7), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime started) ? started : throw DatabaseErrors.Damaged(path, row.GetString(7)),
        row.GetDouble(8), row.GetInt64(9) != 0);

    private T Word<T>(string text)
        where T : struct, Enum => Enum.TryParse(text, out T value) && Enum.IsDefined(value) ? value : throw DatabaseErrors.Damaged(path, text);

    private List<T> Rows<T>(string text, Func<SqliteDataReader, T> make)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        try
        {
            while (reader.Read())
            {
                rows.Add(make(reader));
            }
        }
        catch (Exception wrong) when (wrong is InvalidCastException or InvalidOperationException or OverflowException)
        {
            throw DatabaseErrors.Damaged(path, wrong.Message, wrong);
        }

        return rows;
    }
}
