using System.Runtime.Versioning;

namespace AnalogCoSim.Verilate.Tests.Support;

/// <summary>A project of somebody else that takes the package out of the feed.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Consumer
{
    private readonly LocalFeed _feed;

    public Consumer(LocalFeed feed, string name, string items, string program)
    {
        _feed = feed;
        Folder = Directory.CreateDirectory(Path.Combine(feed.Folder, name)).FullName;
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{feed.Folder}/packages" /></config>
              <packageSources><clear /><add key="feed" value="{feed.Folder}/feed" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{packages}" /></fallbackPackageFolders>
            </configuration>
            """);
        Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <UseSharedCompilation>false</UseSharedCompilation>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AnalogCoSim.Verilator" Version="{feed.Version}" />
                {items}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", $"using AnalogCoSim.Core.Errors;\nusing AnalogCoSim.Verilator.Building;\nusing AnalogCoSim.Verilator.Typed;\nusing Consumer;\n{program}\n");
    }

    public string Folder { get; }

    public void Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Builds and gives what was printed; the build must succeed.</summary>
    public string Build(params string[] more)
    {
        (int status, string output) = TryBuild(more);
        Assert.That(status, Is.Zero, output);
        return output;
    }

    public (int Status, string Output) TryBuild(params string[] more) => _feed.DotNet(Folder, ["build", "-nologo", "-v", "q", .. more]);

    /// <summary>What the built program prints.</summary>
    public string[] Run()
    {
        (int status, string output) = _feed.DotNet(Folder, [Path.Combine("bin", "Debug", "net10.0", "Consumer.dll")]);
        Assert.That(status, Is.Zero, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
