using System.Globalization;
using System.Security.Cryptography;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Tests.Support;

namespace AnalogCoSim.Bench.Tests.Data;

[TestFixture]
public sealed class SyntheticImagesTests
{
    [Test]
    public void Images_are_bit_for_bit_those_of_the_training_script()
    {
        string vectors = Repository.PathOf("testbenches", "chip_inference", "networks", "quickstart-dataset.sha256");
        var record = new byte[3073];
        foreach (string line in File.ReadLines(vectors).Where(line => line.Contains(" image ", StringComparison.Ordinal)))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            ulong seed = ulong.Parse(words[2], CultureInfo.InvariantCulture);
            int image = int.Parse(words[4], CultureInfo.InvariantCulture);
            record[0] = (byte)(image % SyntheticImages.Classes);
            SyntheticImages.Draw(seed, image, record.AsSpan(1));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(record)), Is.EqualTo(words[0]), line);
        }
    }

    [Test]
    public void Stretch_does_not_depend_on_where_it_begins()
    {
        ImageSet all = SyntheticImages.Generate(2, 0, 4);
        ImageSet last = SyntheticImages.Generate(2, 3, 1);
        Assert.That(last.Values, Is.EqualTo(all.Image(3).ToArray()));
    }
}
