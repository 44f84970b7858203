using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Report.Tests.Support;

/// <summary>A browser without a window, for what a page's script and style do; tests are ignored where none is installed.</summary>
internal static partial class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Opens a page and evaluates an expression in it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="width">Width of the window, pixels.</param>
    /// <param name="expression">JavaScript, evaluated once everything is drawn; what it gives must fit JSON.</param>
    /// <returns>What it gave.</returns>
    public static JsonElement Evaluate(string html, int width, string expression)
    {
        string? program = Names.Select(ExecutablePath.Find).FirstOrDefault(path => path is not null);
        if (program is null)
        {
            Assert.Ignore($"No browser: {string.Join(", ", Names)}.");
        }

        using var folder = new TemporaryFolder();
        // A frame has any width; a window has a least one.
        string probe = $"<script>addEventListener('load', () => setTimeout(() => {{ parent.postMessage(JSON.stringify({expression}), '*'); }}, 500));</script>";
        File.WriteAllText(folder.File("page.html"), html.Replace("</body>", probe + "</body>", StringComparison.Ordinal));
        File.WriteAllText(folder.File("frame.html"),
            $"<!doctype html><pre></pre><iframe src=\"page.html\" style=\"border:0;width:{width}px;height:900px\"></iframe><script>addEventListener('message', event => document.querySelector('pre').textContent = event.data);</script>");
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest(
            program!,
            ["--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder.File("profile")}", "--virtual-time-budget=5000", "--window-size=1400,1000", "--dump-dom", "file://" + folder.File("frame.html")])
        {
            Timeout = TimeSpan.FromMinutes(2),
        });
        Match answer = Answer().Match(result.Output);
        Assert.That(answer.Success && answer.Groups[1].Length > 0, result.Output + result.Error);
        return JsonDocument.Parse(WebUtility.HtmlDecode(answer.Groups[1].Value)).RootElement;
    }

    [GeneratedRegex("<pre>(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Answer();
}
