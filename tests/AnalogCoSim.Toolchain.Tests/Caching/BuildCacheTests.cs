using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Toolchain.Tests.Caching;

[Category("Smoke")]
[Parallelizable(ParallelScope.All)]
public sealed class BuildCacheTests
{
    [Test]
    public void Second_request_finds_the_entry_and_builds_nothing()
    {
        using var folder = new TemporaryFolder();
        var cache = new BuildCache(folder.Path);
        int builds = 0;
        void Build(string entry)
        {
            builds++;
            File.WriteAllText(Path.Combine(entry, "product"), "x");
        }

        string first = cache.GetOrBuild("key", Build);
        string second = cache.GetOrBuild("key", Build);

        Assert.That((builds, first), Is.EqualTo((1, second)));
        Assert.That(File.Exists(Path.Combine(second, "product")));
    }

    [TestCase("x\n")]
    [TestCase("0 1\n")]
    [TestCase("0 -1 product\n")]
    [TestCase("0 99999999999999999999 product\n")]
    [TestCase("0 1 ../product\n")]
    [TestCase("0 1 \n")]
    public void List_of_an_entry_with_a_right_hash_over_wrong_lines_is_none(string lines)
    {
        using var folder = new TemporaryFolder();
        string entry = new BuildCache(folder.Path).GetOrBuild("key", target => File.WriteAllText(Path.Combine(target, "product"), "x"));
        string body = "acs-cache 1\n" + lines;
        File.WriteAllText(Path.Combine(entry, CacheEntry.ListName), body + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body))) + "\n");
        Assert.That(CacheEntry.IsWhole(entry), Is.False);
    }

    [Test]
    public void Failed_build_leaves_no_entry_and_the_next_one_starts_afresh()
    {
        using var folder = new TemporaryFolder();
        var cache = new BuildCache(folder.Path);

        Assert.Throws<InvalidOperationException>(() => cache.GetOrBuild("key", entry =>
        {
            File.WriteAllText(Path.Combine(entry, "half"), "x");
            throw new InvalidOperationException();
        }));
        string built = cache.GetOrBuild("key", _ => { });

        Assert.That(Directory.GetFiles(built).Select(Path.GetFileName), Is.EqualTo((string[])[CacheEntry.ListName]));
    }

    [Test]
    public void Remains_of_a_killed_builder_are_removed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(".building/key"));
        File.WriteAllText(folder.File(".building/key/half"), "x");

        string built = new BuildCache(folder.Path).GetOrBuild("key", _ => { });

        Assert.That(Directory.GetFiles(built).Select(Path.GetFileName), Is.EqualTo((string[])[CacheEntry.ListName]));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Two_processes_at_once_build_an_entry_once(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        string log = folder.File("log");
        ProcessRequest request = Victim.Request("cache", folder.File("cache"), "key", log);

        ProcessResult[] results = await Task.WhenAll(
            ProcessRunner.Default.RunAsync(request, token),
            ProcessRunner.Default.RunAsync(request, token),
            ProcessRunner.Default.RunAsync(request, token));

        Assert.That(results.Select(result => (result.ExitCode, result.Output)), Is.All.EqualTo((0, "done\n")));
        Assert.That(await File.ReadAllTextAsync(log, token), Is.EqualTo("built\n"));
    }

    [Test]
    public void Threads_of_one_process_build_an_entry_once()
    {
        using var folder = new TemporaryFolder();
        var cache = new BuildCache(folder.Path);
        int builds = 0;

        Parallel.For(0, 4, _ => cache.GetOrBuild("key", entry =>
        {
            Interlocked.Increment(ref builds);
            Thread.Sleep(100);
        }));

        Assert.That(builds, Is.EqualTo(1));
    }

    [Test]
    public void Key_changes_with_content_name_and_split_but_not_with_the_folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("other"));
        File.WriteAllText(folder.File("a.sv"), "module a;");
        File.WriteAllText(folder.File("other/a.sv"), "module a;");
        using var here = new BuildKey();
        using var there = new BuildKey();
        using var first = new BuildKey();
        using var second = new BuildKey();

        Assert.Multiple(() =>
        {
            Assert.That(there.AddFile(folder.File("other/a.sv")).ToFileName(), Is.EqualTo(here.AddFile(folder.File("a.sv")).ToFileName()));
            Assert.That(second.Add("n", "ab").Add("n", "c").ToFileName(), Is.Not.EqualTo(first.Add("n", "a").Add("n", "bc").ToFileName()));
            Assert.That(here.ToFileName(), Has.Length.EqualTo(40));
        });
    }
}
