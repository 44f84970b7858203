using AnalogCoSim.Core.Arrays;

namespace AnalogCoSim.Chip.Program;

/// <summary>The fields of one step in a program file.</summary>
public sealed class StepReader
{
    private readonly IReadOnlyDictionary<string, NpyArray> _arrays;
    private readonly string _archive;

    internal StepReader(YamlView fields, IReadOnlyDictionary<string, NpyArray> arrays, string archive, int format)
    {
        (Fields, _arrays, _archive, Format) = (fields, arrays, archive, format);
        (Name, Input, Output) = (fields.Text("name"), fields.Whole("input", 0, int.MaxValue), fields.Whole("output", 0, int.MaxValue));
    }

    /// <summary>The mapping of the step; keys that its kind does not ask for are refused.</summary>
    public YamlView Fields { get; }

    /// <summary>Format of the file: the present one, or an earlier one that is still read.</summary>
    public int Format { get; }

    /// <summary><see cref="ProgramStep.Name"/>.</summary>
    public string Name { get; }

    /// <summary><see cref="ProgramStep.Input"/>.</summary>
    public int Input { get; }

    /// <summary><see cref="ProgramStep.Output"/>.</summary>
    public int Output { get; }

    /// <summary>Reads the key <c>geometry</c>.</summary>
    /// <returns>Kernel, stride, padding and output extents.</returns>
    public ConvolutionGeometry Geometry()
    {
        YamlView view = Fields.Map("geometry");
        int[] kernel = view.Wholes("kernel", 2);
        int[] stride = view.Wholes("stride", 2);
        int[] pad = view.Wholes("pad", 2);
        int[] output = view.Wholes("output", 2);
        view.Done();
        return new ConvolutionGeometry(kernel[0], kernel[1], stride[0], stride[1], pad[0], pad[1], output[0], output[1]);
    }

    /// <summary>Whether there is an array.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True if so.</returns>
    public bool HasArray(string name) => _arrays.ContainsKey(name);

    /// <summary>Elements of an array beside the text.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="view">Mapping that asks for it.</param>
    /// <param name="key">Key at which an error is reported.</param>
    /// <param name="name">Name of the array.</param>
    /// <param name="shape">Shape that it must have.</param>
    /// <returns>The elements, row-major.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0801 if there is no such array.</exception>
    public T[] Array<T>(YamlView view, string key, string name, params int[] shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(view);
        string wanted = $"array '{name}' [{string.Join(", ", shape)}] of {typeof(T).Name} in {_archive}";
        if (!_arrays.TryGetValue(name, out NpyArray? array))
        {
            throw view.Invalid(key, wanted, "no such array");
        }

        return array.Data is T[] data && array.Shape.SequenceEqual(shape)
            ? data
            : throw view.Invalid(key, wanted, $"[{string.Join(", ", array.Shape)}] of {array.Data.GetType().GetElementType()!.Name}");
    }
}
