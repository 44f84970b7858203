using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Functional;
using Microsoft.Data.Sqlite;

namespace AnalogCoSim.Coverage.Database;

/// <summary>Writes runs within one transaction; points and bins that are known get no second row.</summary>
internal sealed class RunWriter(SqliteConnection connection, SqliteTransaction transaction)
{
    private readonly Dictionary<(string Name, string Version), long> _files = [];
    private readonly Dictionary<(CodePoint Point, long File), long> _points = [];
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Writes a run.</summary>
    /// <returns>False where a run of its id is there.</returns>
    public bool Write(CoverageRun run)
    {
        if (Run("SELECT number FROM runs WHERE id = $0", run.Id) is not null)
        {
            return false;
        }

        Run(
            "INSERT INTO runs (id, name, kind, commit_name, dirty, seed, started, seconds, passed) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)",
            run.Id, run.Name, run.Kind, run.Commit, run.IsDirty ? 1 : 0, run.Seed, run.Started.ToString("O", CultureInfo.InvariantCulture), run.Seconds, run.Passed ? 1 : 0);
        long number = (long)Run("SELECT last_insert_rowid()")!;
        foreach (string file in run.Code.Counts.Keys.Select(point => point.File).Distinct(StringComparer.Ordinal))
        {
            Run("INSERT INTO run_files VALUES ($0, $1)", number, FileOf(file, run.Versions.GetValueOrDefault(file, string.Empty)));
        }

        foreach (var (point, count) in run.Code.Counts)
        {
            long row = Point(point, run.Versions.GetValueOrDefault(point.File, string.Empty));
            if (count > 0)
            {
                Run("INSERT INTO code VALUES ($0, $1, $2)", number, row, count);
            }
        }

        foreach (FunctionalBin bin in run.Functional.Bins)
        {
            Run("INSERT INTO functional VALUES ($0, $1, $2, $3)", number, Bin(bin), bin.Count, (object?)bin.Note ?? DBNull.Value);
        }

        return true;
    }

    private long FileOf(string name, string version)
    {
        if (!_files.TryGetValue((name, version), out long file))
        {
            Run("INSERT OR IGNORE INTO files (name, version) VALUES ($0, $1)", name, version);
            file = (long)Run("SELECT number FROM files WHERE name = $0 AND version = $1", name, version)!;
            _files.Add((name, version), file);
        }

        return file;
    }

    private long Point(CodePoint point, string version)
    {
        long file = FileOf(point.File, version);
        if (!_points.TryGetValue((point, file), out long number))
        {
            object[] values = [file, point.Line, point.Column, point.Kind.ToString(), point.Module, point.Name, point.Lines];
            Run("INSERT OR IGNORE INTO points (file, line, place, kind, module, name, lines) VALUES ($0, $1, $2, $3, $4, $5, $6)", values);
            number = (long)Run("SELECT number FROM points WHERE file = $0 AND line = $1 AND place = $2 AND kind = $3 AND module = $4 AND name = $5 AND lines = $6", values)!;
            _points.Add((point, file), number);
        }

        return number;
    }

    private long Bin(FunctionalBin bin)
    {
        Run("INSERT OR IGNORE INTO bins (cover_group, point, bin, kind, at_least) VALUES ($0, $1, $2, $3, $4)", bin.Group, bin.Point, bin.Bin, bin.Kind.ToString(), bin.AtLeast);
        object? number = Run("SELECT number FROM bins WHERE cover_group = $0 AND point = $1 AND bin = $2 AND kind = $3 AND at_least = $4", bin.Group, bin.Point, bin.Bin, bin.Kind.ToString(), bin.AtLeast);
        return number as long? ?? throw new AcsException(
            ErrorCode.CoverageDefinition, "The database holds a bin of the same name that means something else.", bin.Name, "one kind and one number of samples", FormattableString.Invariant($"{bin.Kind}, at least {bin.AtLeast}"),
            "collect into a new file, or give the changed bin another name");
    }

    private object? Run(string text, params ReadOnlySpan<object> values)
    {
        if (!_commands.TryGetValue(text, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (text, transaction);
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${i}") });
            }

            _commands.Add(text, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteScalar();
    }
}
