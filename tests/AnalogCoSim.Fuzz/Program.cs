using System.Globalization;
using System.Text.Json;
using AnalogCoSim.Fuzz;

// Usage: see scripts/quality/fuzz.sh. Exit code 1 after a crash, a hang or, for files with checksums, damage read in silence.
int count = 1000;
int seed = 1;
string? only = null;
bool json = false;
string keep = Path.Combine("results", "fuzz");
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--inputs" when int.TryParse(Next(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out count): break;
        case "--seed" when int.TryParse(Next(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out seed): break;
        case "--reader": only = Next(args, ref i); break;
        case "--keep": keep = Next(args, ref i); break;
        case "--json": json = true; break;
        default: return Usage(args[i]);
    }
}

FuzzReader[] readers = [.. FuzzReaders.All().Where(reader => only is null || reader.Name == only)];
if (readers.Length == 0)
{
    return Usage($"--reader {only}");
}

double shares = readers.Sum(reader => reader.Share);
var counts = new List<FuzzCount>();
foreach (FuzzReader reader in readers)
{
    FuzzCount found = new FuzzRun(reader, seed, Path.Combine(keep, reader.Name)).Go((int)Math.Ceiling(count * reader.Share / shares));
    counts.Add(found);
    if (!json)
    {
        Console.WriteLine($"{found.Reader,-22} {found.Count,8} damaged {found.Crashes,5} crashes {found.Hangs,4} hangs {found.Silent,5} silent {found.Refused,8} refused {found.Same,7} same {found.Other,7} other");
        foreach (string failure in found.Failures)
        {
            Console.WriteLine("  " + failure);
        }
    }
}

bool met = counts.TrueForAll(found => found.Met);
Console.WriteLine(json
    ? JsonSerializer.Serialize(new { met, seed, count = counts.Sum(c => c.Count), crashes = counts.Sum(c => c.Crashes), hangs = counts.Sum(c => c.Hangs), silent = counts.Sum(c => c.Silent), readers = counts }, FuzzCount.Json)
    : $"{counts.Sum(c => c.Count)} damaged, {counts.Sum(c => c.Crashes)} crashes, {counts.Sum(c => c.Hangs)} hangs, {counts.Sum(c => c.Silent)} silent, {counts.Sum(c => c.Refused)} refused, {counts.Sum(c => c.Same)} same, {counts.Sum(c => c.Other)} other");
return met ? 0 : 1;

static string Next(string[] args, ref int i) => ++i < args.Length ? args[i] : string.Empty;

static int Usage(string wrong)
{
    Console.Error.WriteLine($"'{wrong}' is not known. Usage: scripts/quality/fuzz.sh [--inputs N] [--seed S] [--reader NAME] [--keep FOLDER] [--json]; readers: {string.Join(", ", FuzzReaders.All().Select(reader => reader.Name))}");
    return 2;
}
