namespace AnalogCoSim.Coverage.Functional;

/// <summary>Bins that many points share.</summary>
public static class CommonBins
{
    /// <summary>Values of a point of FP16 bit patterns.</summary>
    public static (long Low, long High) Fp16Domain => (0, 0xFFFF);

    /// <summary>Adds the classes of FP16 bit patterns: zeros, subnormal, normal and largest numbers and infinities of both signs, and NaN. They hold every pattern.</summary>
    /// <param name="point">A point of bit patterns, best with <see cref="Fp16Domain"/>.</param>
    /// <returns>The point.</returns>
    public static CoverPoint Fp16Classes(this CoverPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        foreach ((string sign, long bit) in new[] { ("plus", 0L), ("minus", 0x8000L) })
        {
            point.Value($"{sign}_zero", bit)
                .Range($"{sign}_subnormal", bit + 1, bit + 0x03FF)
                .Range($"{sign}_normal", bit + 0x0400, bit + 0x7BFE)
                .Value($"{sign}_largest", bit + 0x7BFF)
                .Value($"{sign}_infinity", bit + 0x7C00);
        }

        return point.Intervals("nan", (0x7C01, 0x7FFF), (0xFC01, 0xFFFF));
    }

    /// <summary>Adds bins of INT8 values: both saturations, both signs between them, and zero.</summary>
    /// <param name="point">A point of values of -128 to 127.</param>
    /// <returns>The point.</returns>
    public static CoverPoint ByteClasses(this CoverPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Value("lowest", sbyte.MinValue).Range("negative", -127, -1).Value("zero", 0).Range("positive", 1, 126).Value("highest", sbyte.MaxValue);
    }

    /// <summary>Adds bins of an unsigned field: zero, one, those between, and the largest value.</summary>
    /// <param name="point">A point of values of 0 to <paramref name="largest"/>.</param>
    /// <param name="largest">Largest value, 3 or more.</param>
    /// <returns>The point.</returns>
    public static CoverPoint FieldClasses(this CoverPoint point, long largest)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Value("zero", 0).Value("one", 1).Range("between", 2, largest - 1).Value("largest", largest);
    }

    /// <summary>Adds two bins: off and on.</summary>
    /// <param name="point">A point of 0 and 1.</param>
    /// <returns>The point.</returns>
    public static CoverPoint Flag(this CoverPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Value("off", 0).Value("on", 1);
    }
}
