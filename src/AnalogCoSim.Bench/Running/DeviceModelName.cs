namespace AnalogCoSim.Bench.Running;

/// <summary>Names the model of the devices that an accuracy was measured with: accuracies of different models say different things.</summary>
internal static class DeviceModelName
{
    /// <summary>The name.</summary>
    /// <param name="chip">Parameters of the analog half as a result holds them, key by key.</param>
    /// <returns>For example <c>weight-level, two-device</c>; <c>ideal</c> without noise.</returns>
    public static string Of(IReadOnlyDictionary<string, string> chip) => chip.GetValueOrDefault("fidelity") switch
    {
        "noisy" => $"{chip.GetValueOrDefault("deviceModel", "unknown")}, {chip.GetValueOrDefault("devices", "unknown")}{(chip.GetValueOrDefault("preset") is { } preset and not "hermes" ? $", {preset}" : string.Empty)}",
        null => "unknown",
        string fidelity => $"ideal ({fidelity})",
    };
}
