using System.Diagnostics;
using System.Globalization;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;

// A program that misbehaves on demand, so that process tests need no mocks.
switch (args[0])
{
    case "exit":
        return int.Parse(args[1], CultureInfo.InvariantCulture);

    case "print":
        for (int line = 0; line < int.Parse(args[1], CultureInfo.InvariantCulture); line++)
        {
            Console.Out.WriteLine($"out {line}");
            Console.Error.WriteLine($"err {line}");
        }

        return 0;

    case "environment":
        Console.Out.WriteLine(Environment.GetEnvironmentVariable(args[1]) ?? "(unset)");
        Console.Out.WriteLine(Environment.CurrentDirectory);
        return 0;

    case "arguments":
        foreach (string argument in args.Skip(1))
        {
            Console.Out.WriteLine($"[{argument}]");
        }

        return 0;

    case "read":
        Console.Out.WriteLine($"read {Console.In.ReadToEnd().Length}");
        return 0;

    case "sleep":
        Thread.Sleep(TimeSpan.FromSeconds(int.Parse(args[1], CultureInfo.InvariantCulture)));
        return 0;

    case "family":
        // Starts a grandchild that keeps our pipes open, tells its number and waits.
        using (var child = Process.Start(new ProcessStartInfo("sleep", ["60"]) { UseShellExecute = false })!)
        {
            Console.Out.WriteLine($"child {child.Id}");
            child.WaitForExit();
        }

        return 0;

    case "runner":
        // Runs a program through the runner and tells its number.
        ProcessRunner.Default.Run(new ProcessRequest("sh", ["-c", "echo child $$; exec sleep 60"]) { OnLine = (_, line) => Console.Out.WriteLine(line) });
        return 0;

    case "cache":
        // Builds one entry slowly and logs who built it.
        new BuildCache(args[1]).GetOrBuild(args[2], folder =>
        {
            File.AppendAllText(args[3], "built\n");
            Thread.Sleep(500);
            File.WriteAllText(Path.Combine(folder, "product"), "done");
        });
        Console.Out.WriteLine(File.ReadAllText(Path.Combine(args[1], args[2], "product")));
        return 0;

    default:
        Console.Error.WriteLine($"unknown trick {args[0]}");
        return 99;
}
