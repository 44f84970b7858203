using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Chip.Files;

/// <summary>Chip programs on disk: <c>program.yaml</c> for people (shapes, scales, cores, routes) and <c>program.npz</c> for weights and column registers.</summary>
/// <remarks>
/// Arrays of core 7: <c>core07_weights</c> float32 [256, 256]; <c>core07_offsets</c> uint16 [256] with FP16 b; <c>core07_convert</c> uint16 [3, 256] with FP16 sP, sN, o where
/// they are not 1, 1, 0; <c>core07_column_scale</c> float32 [256] if there is one. The affine scales follow from these and the programmed core. Format 1 had
/// <c>core07_registers</c> uint16 [5, 256] with sP, sN, o, a, b instead of the second and third; it is still read, without a.
/// </remarks>
public static class ChipProgramFile
{
    /// <summary>Name of the text file.</summary>
    public const string YamlName = "program.yaml";

    /// <summary>Name of the array file.</summary>
    public const string ArraysName = "program.npz";

    internal const int Format = 2;

    internal const int OldestFormat = 1;

    /// <summary>How errors call it, and how large it may be.</summary>
    public static InputKind Kind { get; } = new("chip program", ErrorCode.DataNotFound, ErrorCode.ProgramInvalid, "Compile the network again.", 16 << 20) { MissingRemedy = "Compile the network first." };

    /// <summary>Writes a program into a folder.</summary>
    /// <param name="program">Program; checked first.</param>
    /// <param name="folder">Target folder; created if missing.</param>
    /// <param name="kinds">Kinds of steps that whoever loads it knows; null for <see cref="StepKinds.Standard"/>.</param>
    /// <exception cref="AcsException">ACS0801 if the program contradicts itself, ACS0802 for a step of another kind.</exception>
    public static void Save(ChipProgram program, string folder, StepKinds? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        RefuseUnknown(program, kinds ?? StepKinds.Standard);
        ProgramCheck.Validate(program);
        var writer = new ProgramWriter(program);
        // The text last: where it is, the arrays are.
        NpzArchive.Write(Path.Combine(folder, ArraysName), writer.Arrays);
        AtomicFile.WriteText(Path.Combine(folder, YamlName), writer.Text);
    }

    /// <summary>Hashes all that is in the files of a program: steps, routes, host steps, weights and column registers.</summary>
    /// <param name="program">The program.</param>
    /// <returns>64 hexadecimal digits; equal for programs whose files are equal.</returns>
    public static string ContentHash(ChipProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var writer = new ProgramWriter(program);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(writer.Text));
        foreach ((string name, NpyArray array) in writer.Arrays.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array.Data), Buffer.ByteLength(array.Data)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a program from a folder and checks it.</summary>
    /// <param name="folder">Folder with both files, or the path of its <c>program.yaml</c>.</param>
    /// <param name="kinds">Kinds of steps that it may have; null for <see cref="StepKinds.Standard"/>.</param>
    /// <returns>The program.</returns>
    /// <exception cref="AcsException">
    /// ACS0801 with line and column if the text is malformed or the program contradicts itself, ACS0802 for a step of another kind, ACS0301 if a file is missing, ACS0302 if the arrays are truncated.
    /// </exception>
    public static ChipProgram Load(string folder, StepKinds? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string root = folder.EndsWith(".yaml", StringComparison.Ordinal) ? Path.GetDirectoryName(Path.GetFullPath(folder))! : folder;
        string yaml = Path.Combine(root, YamlName);
        YamlNode document = Parse(yaml);
        IReadOnlyDictionary<string, NpyArray> arrays = NpzArchive.Read(Path.Combine(root, ArraysName));
        ChipProgram program = new ProgramReader(yaml, arrays, kinds ?? StepKinds.Standard).Read(document);
        ProgramCheck.Validate(program, yaml);
        return program;
    }

    // What could not be read again is not written.
    private static void RefuseUnknown(ChipProgram program, StepKinds kinds)
    {
        if (program.Steps.FirstOrDefault(step => kinds.Find(step.Kind.Word) != step.Kind) is { } other)
        {
            throw new AcsException(
                ErrorCode.ProgramUnknownStep,
                "The chip program has a step of an unknown kind.",
                $"program '{program.Name}', step '{other.Name}'",
                $"one of: {string.Join(", ", kinds.Words)}",
                other.Kind.Word,
                $"Add the kind to {nameof(StepKinds)}.");
        }
    }

    private static YamlNode Parse(string yaml)
    {
        try
        {
            return StrictYaml.Read(InputFile.ReadText(yaml, Kind)) ?? throw Malformed($"{yaml}:1:1", "an empty file", null);
        }
        catch (YamlException inner)
        {
            throw Malformed(string.Create(CultureInfo.InvariantCulture, $"{yaml}:{inner.Start.Line}:{inner.Start.Column}"), inner.Message, inner);
        }
    }

    private static AcsException Malformed(string where, string actual, Exception? inner) =>
        new(ErrorCode.ProgramInvalid, "The chip program file is not well-formed YAML.", where, "one YAML document", actual, "Compile the network again.", inner);
}
