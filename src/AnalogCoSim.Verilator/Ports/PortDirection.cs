namespace AnalogCoSim.Verilator.Ports;

/// <summary>Direction of a port, seen from the module.</summary>
public enum PortDirection
{
    /// <summary>Driven by us.</summary>
    Input,

    /// <summary>Driven by the module.</summary>
    Output,
}
