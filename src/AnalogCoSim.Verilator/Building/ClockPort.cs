using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>The port that is the clock.</summary>
internal static class ClockPort
{
    /// <summary>Refuses a model without a clock.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="AcsException">RtlUnsupported, with the ports that there are.</exception>
    public static void Require(ModelFile model) => Require(model.Ports, model.Top, model.Clock);

    /// <summary>Refuses a module without a clock.</summary>
    /// <param name="ports">Its ports.</param>
    /// <param name="top">Its name.</param>
    /// <param name="clock">The port that should be its clock.</param>
    /// <exception cref="AcsException">RtlUnsupported, with the ports that there are.</exception>
    public static void Require(PortTable ports, string top, string clock)
    {
        if (!ports.Contains(clock))
        {
            throw new AcsException(
                ErrorCode.RtlUnsupported,
                $"Module {top} has no clock port {clock}.",
                where: top,
                expected: $"an input {clock}, one bit wide",
                actual: $"ports: {string.Join(' ', ports.Ports.Select(port => port.Name))}",
                remedy: "name the clock port in ModelSpecification.Clock");
        }
    }
}
