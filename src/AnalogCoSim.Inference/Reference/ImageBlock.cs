
namespace AnalogCoSim.Inference.Reference;

/// <summary>Images that one thread takes through the program together.</summary>
/// <param name="Images">Image numbers.</param>
/// <param name="Inputs">INT8 input tensors [images, input length].</param>
internal readonly record struct ImageBlock(ReadOnlyMemory<int> Images, ReadOnlyMemory<sbyte> Inputs);
