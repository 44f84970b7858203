namespace AnalogCoSim.Analog.Devices;

/// <summary>What programming left in one device.</summary>
/// <param name="ConductanceMicroSiemens">Conductance at the first reading; µS.</param>
/// <param name="TargetMicroSiemens">What the device was to hold; µS.</param>
/// <param name="Pulses">Iterative pulses spent.</param>
/// <param name="Converged">True when the last verify was within the margin, or no pulses were needed.</param>
public readonly record struct DeviceWrite(double ConductanceMicroSiemens, double TargetMicroSiemens, int Pulses, bool Converged);
