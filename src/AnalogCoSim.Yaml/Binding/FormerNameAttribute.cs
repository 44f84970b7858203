namespace AnalogCoSim.Yaml.Binding;

/// <summary>What a key at the top of a file was called in earlier versions: it is read under that name still, with a hint.</summary>
/// <param name="name">The former name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormerNameAttribute(string name) : Attribute
{
    /// <summary>The former name.</summary>
    public string Name => name;
}
