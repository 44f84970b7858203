using System.Runtime.Versioning;
using AnalogCoSim.Verilate.Tests.Support;

namespace AnalogCoSim.Verilate.Tests;

/// <summary>The template out of the feed: a new block passes its tests at once.</summary>
[NonParallelizable]
[Category("Nightly")]
[UnsupportedOSPlatform("windows")]
public sealed class TemplateTests
{
    [Test]
    [CancelAfter(600_000)]
    public void New_block_passes_its_tests_and_a_broken_one_does_not(CancellationToken token)
    {
        using var feed = new LocalFeed();
        string folder = Directory.CreateDirectory(Path.Combine(feed.Folder, "SarAdc")).FullName;
        string package = Directory.GetFiles(Path.Combine(feed.Folder, "feed"), "AnalogCoSim.Templates.*.nupkg").Single();
        Succeeds(feed.DotNet(feed.Folder, "new", "install", package, "--debug:custom-hive", Path.Combine(feed.Folder, "hive")));
        Succeeds(feed.DotNet(feed.Folder, "new", "acs-block", "-n", "SarAdc", "-o", folder, "--debug:custom-hive", Path.Combine(feed.Folder, "hive")));
        _ = new Consumer(feed, "settings", string.Empty, string.Empty);
        File.Copy(Path.Combine(feed.Folder, "settings", "nuget.config"), Path.Combine(folder, "nuget.config"));

        (int status, string output) = feed.DotNet(folder, "test", "-p:NuGetAudit=false");
        Assert.That(status, Is.Zero, output);
        Assert.That(output, Does.Match(@"Passed! .*Passed: +[5-9]"));
        feed.TakeStarts();
        Succeeds(feed.DotNet(folder, "build", "-v", "q"));
        Assert.That(feed.TakeStarts(), Is.Empty, "a second build starts no tool");

        string rtl = Directory.GetFiles(Path.Combine(folder, "rtl"), "*.sv").Single();
        File.WriteAllText(rtl, File.ReadAllText(rtl).Replace("above ? Most :", string.Empty, StringComparison.Ordinal));
        Assert.That(feed.DotNet(folder, "test", "-p:NuGetAudit=false").Status, Is.Not.Zero);
        string[] logs = Directory.GetFiles(folder, "*.log", SearchOption.AllDirectories);
        Assert.That(logs.Select(File.ReadAllText), Has.Some.Contains("NUnit.RandomSeed="), "the log of a failed test lies where NUnit works");
    }

    private static void Succeeds((int Status, string Output) run) => Assert.That(run.Status, Is.Zero, run.Output);
}
