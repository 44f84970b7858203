namespace AnalogCoSim.Yaml.Binding;

/// <summary>Marks the key that a scalar or a list stands for where a mapping of its record could be.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShorthandAttribute : Attribute;
