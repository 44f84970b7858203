using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Cli.Commands;

/// <summary>Tells what a file is that was given to a command which takes another kind, and which command takes it.</summary>
internal static partial class OtherFiles
{
    // More than the keys of any of our files need.
    private const int LinesRead = 2000;

    /// <summary>Refuses one of our YAML files where a network is asked for.</summary>
    /// <param name="path">The file; folders and other files pass.</param>
    /// <exception cref="AcsException">ACS0202 with what the file is, and what to call.</exception>
    public static void RefuseAsNetwork(string path)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is not (".YAML" or ".YML") || !File.Exists(path))
        {
            return;
        }

        HashSet<string> keys = [.. File.ReadLines(path).Take(LinesRead).Select(line => Key().Match(line).Groups[1].Value)];
        string shown = Checkout.Shown(path);
        (string what, string call) = keys.Contains("variants") ? ("a sweep", $"acs sweep {shown} runs it; acs compile takes the network of its base scenario.")
            : keys.Contains("tensors") ? ("a compiled chip program", "Name it under network.program of a scenario: acs run SCENARIO runs it.")
            : keys.Contains("network") ? ("a scenario", $"acs run {shown} runs it, and compiles its network on the way; acs compile takes the ONNX file that its network.onnx names.")
            : ("a YAML file", "Give the ONNX file of a network.");
        throw new AcsException(ErrorCode.NetworkUnreadable, $"The file is {what}, not a network.", path, "an ONNX file", what, call);
    }

    [GeneratedRegex(@"^([A-Za-z]\w*):")]
    private static partial Regex Key();
}
