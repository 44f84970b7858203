using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace AnalogCoSim.Chip.RegisterMaps;

/// <summary>Turns the register map file into the SystemVerilog package, the C# constants and the C++ header that all sides build with.</summary>
public static class RegisterMapGenerator
{
    /// <summary>Generates all files.</summary>
    /// <param name="yamlText">Text of <c>rtl/common/register_map.yaml</c>.</param>
    /// <returns>The files.</returns>
    /// <exception cref="AcsException">The file is not well-formed or contradicts itself.</exception>
    public static IReadOnlyList<GeneratedFile> Generate(string yamlText)
    {
        ArgumentNullException.ThrowIfNull(yamlText);
        RegisterMapDocument map = Read(yamlText);
        List<string> faults = RegisterMapRules.Check(map).ToList();
        if (faults.Count > 0)
        {
            throw new AcsException(
                ErrorCode.ScenarioInvalidValue,
                "The register map contradicts itself: " + string.Join("; ", faults),
                where: "register_map.yaml",
                remedy: "correct the file and generate again");
        }

        return
        [
            new("rtl/common/acs_regs_pkg.sv", SystemVerilogWriter.Write(map)),
            new("src/AnalogCoSim.Chip/Generated/RegisterMap.g.cs", CSharpWriter.Write(map)),
            new("src/AnalogCoSim.Rtl/native/acs_map.h", NativeWriter.Write(map)),
        ];
    }

    private static RegisterMapDocument Read(string yamlText)
    {
        IDeserializer reader = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build();
        try
        {
            StrictYaml.Check(yamlText);
            return reader.Deserialize<RegisterMapDocument>(yamlText)
                ?? throw new AcsException(ErrorCode.ScenarioInvalidValue, "The register map is empty.", where: "register_map.yaml");
        }
        catch (YamlException error)
        {
            throw new AcsException(
                ErrorCode.ScenarioSyntax,
                (error.InnerException ?? error).Message,
                where: FormattableString.Invariant($"register_map.yaml:{error.Start.Line}:{error.Start.Column}"),
                inner: error);
        }
    }
}
