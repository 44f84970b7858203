using System.Runtime.Versioning;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Toolchain.Tests.Caching;

/// <summary>Where compiled models are kept, and what is never loaded from there.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CacheFolderTests
{
    private const UnixFileMode Anybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode ReadOnly = (UnixFileMode)0b101_101_101;

    [Test]
    public void Cache_belongs_to_the_program_and_not_to_the_current_folder()
    {
        using var planted = Checkout();
        string here = Environment.CurrentDirectory;
        Environment.CurrentDirectory = planted.Path;
        try
        {
            Assert.That(CacheFolder.Choose(), Does.Not.StartWith(planted.Path));
        }
        finally
        {
            Environment.CurrentDirectory = here;
        }
    }

    [Test]
    public void Checkout_of_the_program_holds_its_cache()
    {
        using var checkout = Checkout();
        Assume.That(Environment.GetEnvironmentVariable(CacheFolder.Variable), Is.Null.Or.Empty);

        Assert.That(CacheFolder.Choose(checkout.File("deep/inside")), Is.EqualTo(checkout.File("build/cache")));
        Assert.That(File.GetUnixFileMode(checkout.File("build/cache")), Is.EqualTo((UnixFileMode)0b111_000_000));
    }

    [TestCase("XDG_CACHE_HOME", "caches", "caches/analogcosim")]
    [TestCase("HOME", "home", "home/.cache/analogcosim")]
    [NonParallelizable]
    public void Cache_of_the_user_is_for_the_user_alone(string variable, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        using var variables = new Variables(("XDG_CACHE_HOME", null), (CacheFolder.Variable, null), (variable, folder.File(value)));

        string root = CacheFolder.Choose(folder.Path);
        string entry = new BuildCache(root).GetOrBuild("key", target => File.WriteAllText(Path.Combine(target, "product"), "x"));

        Assert.That(root, Is.EqualTo(folder.File(expected)));
        Assert.That(entry, Does.StartWith(root));
        Assert.That(File.GetUnixFileMode(root), Is.EqualTo((UnixFileMode)0b111_000_000));
    }

    [Test]
    [NonParallelizable]
    public void Relative_cache_home_is_ignored()
    {
        using var folder = new TemporaryFolder();
        using var variables = new Variables(("XDG_CACHE_HOME", "caches"), (CacheFolder.Variable, null), ("HOME", folder.File("home")));

        Assert.That(CacheFolder.Choose(folder.Path), Is.EqualTo(folder.File("home/.cache/analogcosim")));
    }

    [Test]
    public void Checkout_that_anybody_can_write_does_not_hold_the_cache()
    {
        using var checkout = Checkout();
        File.SetUnixFileMode(checkout.Path, Anybody);

        Assert.That(CacheFolder.Choose(checkout.File("deep/inside")), Does.Not.StartWith(checkout.Path));
    }

    [Test]
    public void Folder_in_which_others_can_write_is_refused_at_any_height()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("open/cache"));
        File.SetUnixFileMode(folder.File("open"), Anybody);

        var error = Assert.Throws<AcsException>(() => new BuildCache(folder.File("open/cache")).GetOrBuild("key", _ => { }))!;

        Assert.That((error.Code, error.Remedy!.Contains(CacheFolder.Variable, StringComparison.Ordinal)), Is.EqualTo((ErrorCode.CacheUnusable, true)));
        Assert.That(error.Actual, Does.Contain(folder.File("open")));
    }

    [TestCase("cache", Description = "the folder itself")]
    [TestCase(".", Description = "the one above it")]
    public void Folder_of_another_user_is_refused(string given)
    {
        using var folder = new TemporaryFolder();
        string cache = Directory.CreateDirectory(folder.File("cache")).FullName;
        GiveAway(folder.File(given));

        var error = Assert.Throws<AcsException>(() => new BuildCache(cache).GetOrBuild("key", _ => { }))!;

        Assert.That((error.Code, error.Actual), Is.EqualTo((ErrorCode.CacheUnusable, $"{Path.GetFullPath(folder.File(given))} belongs to another user")));
    }

    [TestCase("product")]
    [TestCase("contents")]
    public void Entry_with_a_file_of_another_user_is_built_anew(string name)
    {
        using var folder = new TemporaryFolder();
        var cache = new BuildCache(folder.Path);
        int builds = 0;
        void Build(string entry)
        {
            builds++;
            File.WriteAllText(Path.Combine(entry, "product"), "x");
        }

        GiveAway(Path.Combine(cache.GetOrBuild("key", Build), name));
        cache.GetOrBuild("key", Build);

        Assert.That(builds, Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(20_000)]
    public void Place_that_is_no_folder_is_an_error_and_no_hang(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), string.Empty);

        Assert.That(Assert.Throws<AcsException>(() => new BuildCache(folder.File("file")).GetOrBuild("key", _ => { }, token))!.Code, Is.EqualTo(ErrorCode.CacheUnusable));
        Assert.That(Assert.Throws<AcsException>(() => new BuildCache("/proc/cache").GetOrBuild("key", _ => { }, token))!.Code, Is.EqualTo(ErrorCode.CacheUnusable));
    }

    [Test]
    [CancelAfter(20_000)]
    public void Lock_that_cannot_be_opened_is_an_error_and_no_hang(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(".lock/key"));

        Assert.That(Assert.Throws<AcsException>(() => new BuildCache(folder.Path).GetOrBuild("key", _ => { }, token))!.Code, Is.EqualTo(ErrorCode.CacheUnusable));
    }

    [Test]
    public void Remains_that_cannot_be_deleted_do_not_stop_the_next_build()
    {
        using var folder = new TemporaryFolder();
        string remains = Directory.CreateDirectory(folder.File(".building/key.1.x/obj")).FullName;
        File.WriteAllText(Path.Combine(remains, "held"), string.Empty);
        File.SetUnixFileMode(remains, ReadOnly);
        try
        {
            Assert.That(CacheEntry.IsWhole(new BuildCache(folder.Path).GetOrBuild("key", entry => File.WriteAllText(Path.Combine(entry, "product"), "x"))));
        }
        finally
        {
            if (Directory.Exists(remains))
            {
                File.SetUnixFileMode(remains, Anybody);
            }
        }
    }

    [Test]
    public void Entry_that_was_written_for_a_group_is_not_built_again()
    {
        using var folder = new TemporaryFolder();
        var cache = new BuildCache(folder.Path);
        int builds = 0;
        void Build(string entry)
        {
            builds++;
            string product = Path.Combine(entry, "product");
            File.WriteAllText(product, "x");
            File.SetUnixFileMode(product, (UnixFileMode)0b110_110_100);
        }

        cache.GetOrBuild("key", Build);
        cache.GetOrBuild("key", Build);

        Assert.That(builds, Is.EqualTo(1), "compilers write what the umask says, which lets the group write on many systems");
    }

    [TestCase(1000u, true, "alone in it")]
    [TestCase(50u, true, "nobody in it")]
    [TestCase(100u, false, "another one's first group")]
    [TestCase(27u, false, "another one is a member")]
    [TestCase(4u, true, "root and we")]
    [TestCase(777u, false, "not listed")]
    public void Group_of_this_user_alone_is_not_others(uint group, bool expected, string why)
    {
        string[] groups = ["root:x:0:", "adm:x:4:root,me", "sudo:x:27:me,you", "staff:x:50:", "users:x:100:", "me:x:1000:"];
        string[] users = ["root:x:0:0::/root:/bin/sh", "me:x:1000:1000::/home/me:/bin/sh", "you:x:1001:100::/home/you:/bin/sh"];

        Assert.That(UserGroups.HasNobodyElse(group, 1000, groups, users), Is.EqualTo(expected), why);
    }

    [TestCase("")]
    [TestCase("y")]
    [TestCase(null)]
    public void Damaged_entry_is_built_anew(string? content)
    {
        using var folder = new TemporaryFolder();
        var cache = new BuildCache(folder.Path);
        void Build(string entry) => File.WriteAllText(Path.Combine(entry, "product"), "x");
        string product = Path.Combine(cache.GetOrBuild("key", Build), "product");
        File.Delete(product);
        if (content is not null)
        {
            File.WriteAllText(product, content);
        }

        cache.GetOrBuild("key", Build);

        Assert.That(File.ReadAllText(product), Is.EqualTo("x"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Killed_build_is_no_trouble_for_the_next(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        ProcessRequest request = Victim.Request("cache", folder.File("cache"), "key", folder.File("log"));
        using var builder = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(request.Program, request.Arguments) { RedirectStandardOutput = true })!;
        while (!File.Exists(folder.File("log")))
        {
            await Task.Delay(10, token);
        }

        builder.Kill();
        ProcessResult result = await ProcessRunner.Default.RunAsync(request, token);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, "done\n")), result.Error);
        Assert.That(Directory.GetDirectories(folder.File("cache/.building")), Is.Empty);
    }

    // Only root can make a file somebody else's.
    private static void GiveAway(string path)
    {
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("chown", ["65534", path]));
        if (result.ExitCode != 0)
        {
            Assert.Ignore("Only root can give files away.");
        }
    }

    private static TemporaryFolder Checkout()
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("AnalogCoSim.sln"), string.Empty);
        Directory.CreateDirectory(folder.File("deep/inside"));
        return folder;
    }

    /// <summary>Environment variables for the time of a test.</summary>
    private sealed class Variables : IDisposable
    {
        private readonly Dictionary<string, string?> _former = [];

        public Variables(params (string Name, string? Value)[] values)
        {
            foreach ((string name, string? value) in values)
            {
                _former.TryAdd(name, Environment.GetEnvironmentVariable(name));
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach ((string name, string? value) in _former)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
