using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Chip.Program;

/// <summary>Finds contradictions in a chip program before it is run: shapes, cores, registers and routes.</summary>
public static class ProgramCheck
{
    private const int MostReported = 10;

    /// <summary>Checks a program and reports all contradictions at once.</summary>
    /// <param name="program">Program.</param>
    /// <param name="where">File, for the error; null for a program in memory.</param>
    /// <exception cref="AcsException">ACS0801 with one line for each contradiction.</exception>
    public static void Validate(ChipProgram program, string? where = null)
    {
        IReadOnlyList<string> found = Find(program);
        if (found.Count > 0)
        {
            string rest = found.Count > MostReported ? $"\nand {found.Count - MostReported} more" : string.Empty;
            throw new AcsException(
                ErrorCode.ProgramInvalid,
                "The chip program contradicts itself.",
                where ?? $"program '{program.Name}'",
                "a consistent program",
                string.Join('\n', found.Take(MostReported)) + rest,
                "Compile the network again.");
        }
    }

    /// <summary>Lists the contradictions of a program.</summary>
    /// <param name="program">Program.</param>
    /// <returns>One sentence each; empty if there are none.</returns>
    public static IReadOnlyList<string> Find(ChipProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var found = new List<string>();
        CheckTensors(program, found);
        if (found.Count == 0)
        {
            CheckSteps(program, found);
        }

        if (found.Count == 0)
        {
            CheckCores(program, found);
        }

        if (found.Count == 0)
        {
            RouteCheck.Find(program, found);
        }

        return found;
    }

    private static void CheckTensors(ChipProgram program, List<string> found)
    {
        if (program.Tensors.Count == 0 || program.Steps.Count == 0)
        {
            found.Add("It has no tensors or no steps.");
        }

        foreach (TensorSpec tensor in program.Tensors)
        {
            if (tensor.Channels < 1 || tensor.Height < 1 || tensor.Width < 1 || !(tensor.Scale > 0) || !float.IsFinite(tensor.Scale))
            {
                found.Add($"Tensor '{tensor.Name}' needs extents of at least 1 and a positive scale.");
            }
        }

        if (program.Tensors.Count > 0 && (program.Input.Mean.Count != program.Tensors[0].Channels || program.Input.Std.Count != program.Tensors[0].Channels))
        {
            found.Add("The input encoding needs one mean and one standard deviation for each channel of tensor 0.");
        }
    }

    private static void CheckSteps(ChipProgram program, List<string> found)
    {
        var written = new HashSet<int> { 0 };
        foreach (ProgramStep step in program.Steps)
        {
            int?[] reads = [step.Input, (step as AddStep)?.Second, (step as CrossbarStep)?.Residual];
            foreach (int tensor in reads.OfType<int>())
            {
                if (!written.Contains(tensor))
                {
                    found.Add($"Step '{step.Name}' reads tensor {tensor}, which no earlier step writes.");
                }
            }

            if (step.Output < 0 || step.Output >= program.Tensors.Count || !written.Add(step.Output))
            {
                found.Add($"Step '{step.Name}' writes tensor {step.Output}, which does not exist or is written already.");
            }
            else if (found.Count == 0)
            {
                ShapeCheck.Find(program, step, found);
            }
        }
    }

    private static void CheckCores(ChipProgram program, List<string> found)
    {
        foreach (IGrouping<int, CoreSlice> uses in program.Slices.GroupBy(slice => slice.Core))
        {
            if (uses.Key is < 0 or >= ChipGeometry.Cores || uses.Count() > 1)
            {
                found.Add($"Core {uses.Key} does not exist or is used by {uses.Count()} slices.");
            }
        }

        foreach (CoreSlice slice in program.Slices)
        {
            ushort[][] columns = [slice.Ldpu.ScaleP, slice.Ldpu.ScaleN, slice.Ldpu.Offset, slice.Ldpu.AffineScale, slice.Ldpu.AffineOffset];
            if (slice.Weights.Length != ChipGeometry.CrossbarSize * ChipGeometry.CrossbarSize
                || columns.Any(values => values.Length != ChipGeometry.CrossbarSize)
                || slice.ColumnScale is { Count: not ChipGeometry.CrossbarSize })
            {
                found.Add($"Core {slice.Core} needs 256 x 256 weights and 256 values of each column register.");
            }

            if (slice.Hops.Any(hop => hop.Tile is < 0 or >= ChipGeometry.Cores))
            {
                found.Add($"Core {slice.Core} has a hop through a tile that does not exist.");
            }

            if (!(slice.WeightMax > 0) || !(slice.OutputStep > 0) || !(slice.GmaxMicroSiemens > 0) || !(slice.ReadVoltageVolt > 0))
            {
                found.Add($"Core {slice.Core} needs a positive weight_max, output_step, gmax and read voltage.");
            }
        }
    }
}
