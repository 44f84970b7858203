namespace AnalogCoSim.Testbench.Benches;

/// <summary>The parts of a bench around one instance of its block.</summary>
/// <param name="Driver">Drives the inputs.</param>
/// <param name="Model">Knows what must come.</param>
/// <param name="Monitor">Watches the outputs.</param>
public sealed record BlockParts(IDriver Driver, IReferenceModel Model, IMonitor Monitor);
