namespace AnalogCoSim.Bench.Running;

/// <summary>Names of the slices of a run's time in which images run.</summary>
public static class RunSlices
{
    /// <summary>Pixels to INT8 inputs.</summary>
    public const string EncodeImages = "encode images";

    /// <summary>Analog macros of the reference engine.</summary>
    public const string ReferenceAnalog = "reference: analog macros";

    /// <summary>LDPU model of the reference engine.</summary>
    public const string ReferenceLdpu = "reference: LDPU model";

    /// <summary>Host steps, im2col and packets of the reference engine.</summary>
    public const string ReferenceHost = "reference: host steps";

    /// <summary>What is left of the reference engine.</summary>
    public const string ReferenceRest = "reference: rest";

    /// <summary>Verilated tiles.</summary>
    public const string RtlTiles = "RTL: Verilated tiles";

    /// <summary>Exchange between tiles, and their scheduler.</summary>
    public const string RtlExchange = "RTL: exchange and scheduler";

    /// <summary>Scoreboard and packets, called from the native side.</summary>
    public const string RtlScoreboard = "RTL: scoreboard and packets";

    /// <summary>Analog macros behind the RTL.</summary>
    public const string RtlAnalog = "RTL: analog macros";

    /// <summary>What is left of the RTL engine: host steps.</summary>
    public const string RtlHost = "RTL: host steps";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [EncodeImages, ReferenceAnalog, ReferenceLdpu, ReferenceHost, ReferenceRest, RtlTiles, RtlExchange, RtlScoreboard, RtlAnalog, RtlHost];
}
