using System.Globalization;
using System.Text.Json;
using AnalogCoSim.Fuzz;

// Usage: see scripts/quality/fuzz.sh. Exit code 1 after a crash, a hang or, for files with checksums, damage read in silence.
int inputsAsked = 1000;
int seed = 1;
string? only = null;
bool json = false;
string keep = Path.Combine("results", "fuzz");
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--inputs" when int.TryParse(Next(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out inputsAsked): break;
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
    FuzzCount found = new FuzzRun(reader, seed, Path.Combine(keep, reader.Name)).Go((int)Math.Ceiling(inputsAsked * reader.Share / shares));
    counts.Add(found);
    if (!json)
    {
        Console.WriteLine($"{found.Reader,-22} {found.Count,8} damaged {found.Crashes,5} crashes {found.Hangs,4} hangs {found.WrongExits,4} wrong exit codes "
            + $"{found.Silent,5} silent {found.Refused,8} refused {found.Same,7} same {found.Other,7} other");
        foreach (string failure in found.Failures)
        {
            Console.WriteLine("  " + failure);
        }
    }
}

bool met = counts.TrueForAll(found => found.Met);
int inputs = counts.Sum(c => c.Count);
int failed = counts.Sum(c => c.Failed);
if (json)
{
    Console.WriteLine(JsonSerializer.Serialize(
        new
        {
            passed = inputs - failed,
            failed,
            seed,
            crashes = counts.Sum(c => c.Crashes),
            hangs = counts.Sum(c => c.Hangs),
            wrongExits = counts.Sum(c => c.WrongExits),
            silent = counts.Sum(c => c.Silent),
            readers = counts,
        },
        FuzzCount.Json));
}
else
{
    Console.WriteLine($"{inputs} damaged inputs: {counts.Sum(c => c.Refused)} refused, {counts.Sum(c => c.Same)} read as the same, {counts.Sum(c => c.Other)} as other contents that the format allows");
    Console.WriteLine($"{counts.Sum(c => c.Crashes)} crashes, {counts.Sum(c => c.Hangs)} hangs, {counts.Sum(c => c.WrongExits)} wrong exit codes, {counts.Sum(c => c.Silent)} read wrongly in silence");
    Console.WriteLine($"{inputs - failed} passed, {failed} failed");
}

return met ? 0 : 1;

static string Next(string[] args, ref int i) => ++i < args.Length ? args[i] : string.Empty;

static int Usage(string wrong)
{
    Console.Error.WriteLine($"'{wrong}' is not known. Usage: scripts/quality/fuzz.sh [--inputs N] [--seed S] [--reader NAME] [--keep FOLDER] [--json]; readers: {string.Join(", ", FuzzReaders.All().Select(reader => reader.Name))}");
    return 2;
}
