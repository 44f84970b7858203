using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Chip.Program;

/// <summary>Counts the MVMs of each core within an image, over all steps of a program.</summary>
public sealed class MvmCounts
{
    private readonly int[]?[] _first;
    private readonly int[] _perImage = new int[ChipGeometry.Cores];

    /// <summary>Counts through a program.</summary>
    /// <param name="program">The program.</param>
    public MvmCounts(ChipProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        _first = new int[]?[program.Steps.Count];
        for (int index = 0; index < _first.Length; index++)
        {
            if (program.Steps[index] is CrossbarStep step)
            {
                _first[index] = [.. _perImage];
                foreach (CoreSlice slice in step.Groups.SelectMany(group => group.Chain))
                {
                    _perImage[slice.Core] += step.Geometry.Positions;
                }
            }
        }
    }

    /// <summary>MVMs of a core for one image.</summary>
    /// <param name="core">Core number.</param>
    /// <returns>Their number; 0 where the program does not use the core.</returns>
    public int PerImage(int core) => _perImage[core];

    /// <summary>The address of an MVM.</summary>
    /// <param name="image">Index of the image.</param>
    /// <param name="step">Index of a crossbar step.</param>
    /// <param name="core">A core of the step.</param>
    /// <param name="position">Output position.</param>
    /// <returns>The address.</returns>
    public MvmAddress Address(int image, int step, int core, int position) => new(image, step, 0, core, position, _first[step]![core] + position);
}
