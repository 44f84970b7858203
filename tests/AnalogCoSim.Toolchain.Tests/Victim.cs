using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Toolchain.Tests;

/// <summary>Requests that run the misbehaving victim program.</summary>
internal static class Victim
{
    public static ProcessRequest Request(params string[] arguments)
    {
        string library = Path.Combine(AppContext.BaseDirectory, "AnalogCoSim.Toolchain.Victim.dll");
        return new ProcessRequest("dotnet", ["exec", library, .. arguments]);
    }
}
