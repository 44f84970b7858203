using System.Reflection;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>What a generated class knows of its module: ports and compiled libraries.</summary>
/// <param name="assembly">The assembly of the class, beside which the libraries lie.</param>
/// <param name="top">Top module.</param>
/// <param name="clock">Its clock port; a module without such a port is combinational.</param>
/// <param name="ports">Its ports, as <see cref="PortTable.Describe"/> writes them.</param>
/// <param name="builds">The libraries, the usual one first.</param>
public sealed class RtlModuleType(Assembly assembly, string top, string clock, string ports, params IReadOnlyList<RtlBuild> builds)
{
    private readonly PortTable _ports = PortTable.FromDescription(ports);

    /// <summary>Name of the module.</summary>
    public string Top => top;

    /// <summary>The flavours that can be asked for.</summary>
    public IReadOnlyList<ModelFlavour> Flavours { get; } = [.. builds.Select(build => build.Flavour)];

    /// <summary>Finds a library.</summary>
    /// <param name="flavour">Which one; null for the first.</param>
    /// <returns>The model, to be loaded.</returns>
    /// <exception cref="AcsException">ModelDoesNotLoad: this flavour was not built, or its library is not where the assembly is.</exception>
    internal ModelFile Find(ModelFlavour? flavour)
    {
        RtlBuild build = builds.FirstOrDefault(one => flavour is null || one.Flavour == flavour) ?? throw new AcsException(
            ErrorCode.ModelDoesNotLoad,
            $"Module {top} was not built in flavour {flavour}.",
            where: top,
            expected: string.Join(", ", Flavours),
            actual: flavour.ToString(),
            remedy: $"add it to the project: <Verilog Include=... Top=\"{top}\" Flavours=\"{string.Join(';', Flavours)};{flavour}\" />");
        string[] places = [.. new[] { Path.GetDirectoryName(assembly.Location), AppContext.BaseDirectory }.OfType<string>().Where(place => place.Length > 0).Select(place => Path.Combine(place, build.Library))];
        string path = places.FirstOrDefault(File.Exists) ?? throw new AcsException(
            ErrorCode.ModelDoesNotLoad,
            $"The compiled model of {top} is not there.",
            where: places[0],
            expected: $"the folder {build.Library.Split('/')[0]} beside {assembly.GetName().Name}.dll",
            remedy: "dotnet build   (it puts the folder there), or copy it with the assembly");
        return new ModelFile(top, clock, build.Flavour, HasShortClocks: true, path, _ports);
    }
}
