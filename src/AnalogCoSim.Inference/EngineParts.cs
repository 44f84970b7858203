namespace AnalogCoSim.Inference;

/// <summary>Names of the parts of an engine's time that several engines or the bench know.</summary>
public static class EngineParts
{
    /// <summary>The analog macros, or taking over counts that are known already.</summary>
    public const string AnalogMacros = "analog macros";

    /// <summary>The LDPU model in C#.</summary>
    public const string LdpuModel = "LDPU model";

    /// <summary>Host steps, im2col and packets.</summary>
    public const string HostSteps = "host steps";

    /// <summary>Verilated tiles.</summary>
    public const string Tiles = "Verilated tiles";

    /// <summary>Exchange between tiles, and their scheduler.</summary>
    public const string Exchange = "exchange and scheduler";

    /// <summary>Scoreboard and packets, called from the native side.</summary>
    public const string Observers = "scoreboard and packets";
}
