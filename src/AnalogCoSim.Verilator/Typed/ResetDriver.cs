namespace AnalogCoSim.Verilator.Typed;

/// <summary>The reset of a module.</summary>
/// <param name="module">Its module.</param>
/// <param name="port">Name of the reset port.</param>
/// <param name="activeLow">Whether 0 resets.</param>
public sealed class ResetDriver(RtlModule module, string port, bool activeLow)
{
    private readonly PortCell<byte> _cell = module.ResetCell(port);

    /// <summary>Name of the reset port in the RTL.</summary>
    public string Port => port;

    /// <summary>Whether the port has the level that resets.</summary>
    public bool IsAsserted
    {
        get
        {
            module.ThrowIfDisposed();
            return (_cell.Value == 0) == activeLow;
        }
    }

    /// <summary>Resets from now on; an asynchronous reset acts at once.</summary>
    public void Assert() => Set(asserted: true);

    /// <summary>Ends the reset.</summary>
    public void Release() => Set(asserted: false);

    /// <summary>Resets for some clocks, of the slowest where there are several, and ends the reset.</summary>
    /// <param name="clocks">How many clocks.</param>
    public void Pulse(int clocks = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clocks);
        Assert();
        module.RunClocks(clocks);
        Release();
    }

    private void Set(bool asserted)
    {
        module.ThrowIfDisposed();
        _cell.Value = asserted == activeLow ? (byte)0 : (byte)1;
        module.Evaluate();
    }
}
