using AnalogCoSim.Bench.Running;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Support;

internal static class SampleResult
{
    public static ScenarioResult Passed { get; } = new()
    {
        Scenario = "quickstart",
        Description = "A nine-core network classifies drawn shapes; every MVM of the Verilated tiles is compared with the reference as it happens.",
        Engine = "lockstep",
        Seed = 1,
        Passed = true,
        Images = 24,
        Correct = 23,
        Accuracy = 95.8333,
        FloatAccuracy = 100,
        FloatAgreement = 23,
        Mismatches = 0,
        Cycles = 24 * 171_234UL,
        MicrosecondsPerImage = 428.1,
        MicrojoulePerImage = 91.5,
        Mvms = 24 * 609,
        InputsCompared = 3_741_696,
        CountsShared = 7_483_392,
        LdpuOutputsCompared = 3_741_696,
        WallSeconds = 11.87,
        ImagesPerSecond = 2.61,
        Threads = 2,
        Digest = "0123456789abcdef",
        Network = "quickstart.onnx",
        Data = "synthetic seed 2",
        Cores = 9,
        Chip = new Dictionary<string, string> { ["fidelity"] = "noisy", ["devices"] = "two-device", ["deviceModel"] = "weight-level" },
        Expectations = [new ExpectationResult("accuracy", "at least 75 %", "95.83 %", true), new ExpectationResult("mismatches", "at most 0", "0", true)],
        PerLayer =
        [
            Layer(0, "conv0", "crossbar", [0], 6144, 66_400), Layer(1, "conv1", "crossbar", [1], 1536, 17_200), Layer(2, "conv2", "crossbar", [2, 3], 3072, 17_300),
            Layer(3, "conv3", "crossbar", [4, 5], 3072, 17_350), Layer(4, "pool", "max-pool", [], 0, 0), Layer(5, "conv4", "crossbar", [6, 7], 768, 4_900),
            Layer(6, "mean", "average-pool", [], 0, 0), Layer(7, "classifier", "crossbar", [8], 24, 420),
        ],
        TimeBudget = [new TimePart("compile network", 0.12), new TimePart("reference engine", 3.4), new TimePart("RTL engine", 15.9), new TimePart("golden trace", 0.03)],
        Versions = new Dictionary<string, string> { ["acs"] = "0.1.0", ["dotnet"] = "10.0.1", ["verilator"] = "5.006" },
        Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Repeat = "scripts/acs run testbenches/chip_inference/scenarios/quickstart.yaml --seed 1 --engine lockstep",
        PerImage = [.. Enumerable.Range(0, 24).Select(i => new ImageResult(i, i % 10, i == 7 ? 3 : i % 10, i % 10, 171_234, 609, $"{i:x16}", [1, 2, 3]))],
    };

    public static ScenarioResult Failed
    {
        get
        {
            var failure = new AcsException(
                ErrorCode.LockstepLdpuMismatch,
                "LDPU output differs between RTL and reference.",
                "image 3, layer 'conv2' (step 2), position 17, core 3, column 131, clock 2048",
                "127 (reference)\nstages: P=812 N=93 rx=4 t=D5D0 (-93) y=61A0 (719) v=57F0 (127) r=57F8 (127.5) q=127",
                "-128, off by -255",
                Passed.Repeat + " --set data.first=3 --set data.count=1");
            return Passed with { Passed = false, Mismatches = 1, Failure = failure, Error = ErrorResult.Of(failure) };
        }
    }

    private static LayerResult Layer(int step, string name, string kind, int[] cores, long mvms, double cycles) =>
        new(step, name, kind, cores, mvms, cycles, step == 2 ? 12 : 0, 0) { UtilisationPercent = cores.Length > 0 ? 93.75 : null, MicrojoulePerImage = cores.Length > 0 ? 1.25 : null };
}
