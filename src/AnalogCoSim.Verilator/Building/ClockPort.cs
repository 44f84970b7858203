using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>The port that is the clock.</summary>
internal static class ClockPort
{
    /// <summary>Refuses a model without a clock.</summary>
    /// <param name="ports">Its ports.</param>
    /// <param name="specification">What was built.</param>
    /// <exception cref="AcsException">RtlUnsupported, with the ports that there are.</exception>
    public static void Require(PortTable ports, ModelSpecification specification)
    {
        if (!ports.Contains(specification.Clock))
        {
            throw new AcsException(
                ErrorCode.RtlUnsupported,
                $"Module {specification.Sources.Top} has no clock port {specification.Clock}.",
                where: specification.Sources.Top,
                expected: $"an input {specification.Clock}, one bit wide",
                actual: $"ports: {string.Join(' ', ports.Ports.Select(port => port.Name))}",
                remedy: "name the clock port in ModelSpecification.Clock");
        }
    }
}
