namespace AnalogCoSim.Coverage.Database;

/// <summary>Tables of a coverage database.</summary>
internal static class DatabaseSchema
{
    /// <summary>Version in the file's head (<c>user_version</c>).</summary>
    public const long Version = 1;

    /// <summary>Marks a file as ours (<c>application_id</c>): the letters ACSC.</summary>
    public const long Application = 0x41435343;

    /// <summary>Makes the tables. A point or bin without counts in any run still stands there: it is a hole.</summary>
    public const string Create = """
        CREATE TABLE runs (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, commit_name TEXT NOT NULL, dirty INTEGER NOT NULL,
                           seed INTEGER NOT NULL, started TEXT NOT NULL, seconds REAL NOT NULL, passed INTEGER NOT NULL);
        CREATE TABLE files (number INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, UNIQUE (name, version));
        CREATE TABLE points (number INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, line INTEGER NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, module TEXT NOT NULL,
                             name TEXT NOT NULL, lines TEXT NOT NULL, UNIQUE (file, line, place, kind, module, name, lines));
        CREATE TABLE run_files (run INTEGER NOT NULL REFERENCES runs, file INTEGER NOT NULL REFERENCES files, PRIMARY KEY (run, file)) WITHOUT ROWID;
        CREATE TABLE code (run INTEGER NOT NULL REFERENCES runs, point INTEGER NOT NULL REFERENCES points, count INTEGER NOT NULL, PRIMARY KEY (run, point)) WITHOUT ROWID;
        CREATE TABLE bins (number INTEGER PRIMARY KEY, cover_group TEXT NOT NULL, point TEXT NOT NULL, bin TEXT NOT NULL, kind TEXT NOT NULL, at_least INTEGER NOT NULL, UNIQUE (cover_group, point, bin));
        CREATE TABLE functional (run INTEGER NOT NULL REFERENCES runs, bin INTEGER NOT NULL REFERENCES bins, count INTEGER NOT NULL, note TEXT, PRIMARY KEY (run, bin)) WITHOUT ROWID;
        """;
}
