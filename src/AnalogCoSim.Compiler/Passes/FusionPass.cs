using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Passes;

/// <summary>Fuses ReLU into the layer before it and additions into the crossbar layer that ends one of their branches.</summary>
internal static class FusionPass
{
    public static void Run(GraphEditor editor)
    {
        FuseRelu(editor);
        foreach (AddLayer add in editor.Layers.OfType<AddLayer>().ToList())
        {
            FuseAdd(editor, add);
        }

        FuseRelu(editor);
    }

    private static void FuseRelu(GraphEditor editor)
    {
        foreach (ReluLayer relu in editor.Layers.OfType<ReluLayer>().ToList())
        {
            Layer? before = editor.Producer(relu.Input);
            if (before is { Relu: true } && float.IsInfinity(relu.Ceiling))
            {
                editor.Bypass(relu);
            }
            else if (before is LinearLayer or AddLayer && editor.HasOneUse(relu.Input))
            {
                float ceiling = before.Relu ? Math.Min(before.Ceiling, relu.Ceiling) : relu.Ceiling;
                editor.Replace(before, before with { Name = relu.Name, Relu = true, Ceiling = ceiling, Output = relu.Output });
                editor.Layers.Remove(relu);
            }
        }
    }

    /// <summary>
    /// The later of two candidates takes the addition: the other branch is complete by then, and the longer branch is the one whose own rounding to INT8 would cost more.
    /// </summary>
    private static void FuseAdd(GraphEditor editor, AddLayer add)
    {
        LinearLayer? chosen = new[] { add.Input, add.Second!.Value }
            .Where(editor.HasOneUse)
            .Select(editor.Producer)
            .OfType<LinearLayer>()
            .Where(linear => !linear.Relu && linear.Second is null)
            .OrderBy(editor.Layers.IndexOf)
            .LastOrDefault();
        if (chosen is null)
        {
            return;
        }

        int other = add.Input == chosen.Output ? add.Second.Value : add.Input;
        LinearLayer fused = chosen with { Name = add.Name, Second = other, Output = add.Output, Relu = add.Relu, Ceiling = add.Ceiling };
        editor.Layers.Remove(chosen);
        editor.Replace(add, fused);
    }
}
