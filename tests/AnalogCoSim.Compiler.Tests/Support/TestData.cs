using System.Globalization;

namespace AnalogCoSim.Compiler.Tests.Support;

/// <summary>Finds the trained networks and data sets; tests that need them are ignored with a reason where they are missing.</summary>
internal static class TestData
{
    public static string Model(string name) => Find("ACS_MODELS", "models", name);

    public static string Data(string name) => Find("ACS_DATA", "data", name);

    /// <summary>CIFAR-10 records as pixel values 0..255, without the images that the file lacks.</summary>
    public static (float[] Images, int[] Labels, int[] Numbers) Cifar10(int first, int count)
    {
        byte[] records = File.ReadAllBytes(Data("cifar10/test_first8000.bin"));
        HashSet<int> missing = [.. File.ReadAllText(Data("cifar10/test_first8000_missing.txt"))
            .Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int n) ? n : -1)];
        int[] numbers = [.. Enumerable.Range(first, count).Where(n => !missing.Contains(n))];
        float[] images = [.. numbers.SelectMany(n => records.Skip((n * 3073) + 1).Take(3072)).Select(b => (float)b)];
        return (images, [.. numbers.Select(n => (int)records[n * 3073])], numbers);
    }

    public static float[] Floats(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        var values = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes, 0, values, 0, values.Length * 4);
        return values;
    }

    public static int Argmax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static string Find(string variable, string folder, string name)
    {
        string? root = Environment.GetEnvironmentVariable(variable);
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); root is null && at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", folder);
            root = Directory.Exists(candidate) ? candidate : null;
        }

        string path = Path.Combine(root ?? folder, name);
        Assume.That(File.Exists(path), Is.True, $"'{path}' is not here; set {variable} to the folder that holds it.");
        return path;
    }
}
