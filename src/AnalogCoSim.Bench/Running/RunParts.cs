using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>Names of the parts of a run's time in which images run.</summary>
public static class RunParts
{
    private const string Reference = "reference: ";
    private const string Rtl = "RTL: ";

    /// <summary>Pixels to INT8 inputs.</summary>
    public const string EncodeImages = "encode images";

    /// <summary>Analog macros of the reference engine.</summary>
    public const string ReferenceAnalog = Reference + EngineParts.AnalogMacros;

    /// <summary>LDPU model of the reference engine.</summary>
    public const string ReferenceLdpu = Reference + EngineParts.LdpuModel;

    /// <summary>Host steps, im2col and packets of the reference engine.</summary>
    public const string ReferenceHost = Reference + EngineParts.HostSteps;

    /// <summary>What is left of the reference engine.</summary>
    public const string ReferenceRest = Reference + "rest";

    /// <summary>Verilated tiles.</summary>
    public const string RtlTiles = Rtl + EngineParts.Tiles;

    /// <summary>Exchange between tiles, and their scheduler.</summary>
    public const string RtlExchange = Rtl + EngineParts.Exchange;

    /// <summary>Scoreboard and packets, called from the native side.</summary>
    public const string RtlScoreboard = Rtl + EngineParts.Observers;

    /// <summary>Analog macros behind the RTL.</summary>
    public const string RtlAnalog = Rtl + EngineParts.AnalogMacros;

    /// <summary>What is left of the RTL engine: host steps.</summary>
    public const string RtlHost = Rtl + EngineParts.HostSteps;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [EncodeImages, ReferenceAnalog, ReferenceLdpu, ReferenceHost, ReferenceRest, RtlTiles, RtlExchange, RtlScoreboard, RtlAnalog, RtlHost];

    /// <summary>The part of a run's time that is a part of an engine's time.</summary>
    /// <param name="rest">Part of the whole engine: <see cref="ReferenceRest"/> or <see cref="RtlHost"/>.</param>
    /// <param name="part">Part, as the engine calls it.</param>
    /// <returns>Its name.</returns>
    public static string Of(string rest, string part) => (rest == ReferenceRest ? Reference : Rtl) + part;
}
