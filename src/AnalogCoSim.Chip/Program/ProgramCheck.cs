using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Chip.Program;

/// <summary>Finds contradictions in a chip program before it is run: shapes, cores, registers and routes.</summary>
public static class ProgramCheck
{
    private const int MostReported = 10;

    // All activations of one image, as every worker holds them.
    private const long MostActivations = 1 << 28;

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
            CoreCheck.Find(program, found);
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

        long activations = 0;
        foreach (TensorSpec tensor in program.Tensors)
        {
            Int128 length = (Int128)tensor.Channels * tensor.Height * tensor.Width;
            if (length > TensorSpec.MostElements)
            {
                found.Add($"Tensor '{tensor.Name}' has {length} elements, of at most {TensorSpec.MostElements}.");
            }
            else
            {
                activations += (long)length;
            }

            if (tensor.Channels < 1 || tensor.Height < 1 || tensor.Width < 1 || !(tensor.Scale > 0) || !float.IsFinite(tensor.Scale))
            {
                found.Add($"Tensor '{tensor.Name}' needs extents of at least 1 and a positive scale.");
            }
        }

        if (activations > MostActivations)
        {
            found.Add($"Its tensors have {activations} elements, of at most {MostActivations}.");
        }

        CheckEncoding(program, found);
    }

    private static void CheckEncoding(ChipProgram program, List<string> found)
    {
        if (program.Tensors.Count > 0 && (program.Input.Mean.Count != program.Tensors[0].Channels || program.Input.Std.Count != program.Tensors[0].Channels))
        {
            found.Add("The input encoding needs one mean and one standard deviation for each channel of tensor 0.");
        }

        if (program.Input.Std.Any(std => !(std > 0) || !float.IsFinite(std)) || program.Input.Mean.Any(mean => !float.IsFinite(mean)))
        {
            found.Add("The input encoding needs finite means and positive standard deviations.");
        }
    }

    private static void CheckSteps(ChipProgram program, List<string> found)
    {
        var written = new HashSet<int> { 0 };
        foreach (ProgramStep step in program.Steps)
        {
            foreach (int tensor in step.Reads)
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
                step.Check(new StepCheck(step, program.Tensors, found));
            }
        }
    }
}
