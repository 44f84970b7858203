using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Tests.Ldpu;

namespace AnalogCoSim.Rtl.Tests.Ldpu;

/// <summary>What is special about the values of a column at each stage of the LDPU.</summary>
internal static class LdpuClasses
{
    private const ushort Sign = 0x8000;
    private const ushort Infinity = 0x7C00;

    private static readonly string[] OfSums =
    [
        "NaN of NaN", "NaN of infinities", "+infinity", "-infinity", "overflow to +infinity", "overflow to -infinity", "+0", "-0", "+subnormal", "-subnormal", "tie rounded down", "tie rounded up",
        "rounded", "exact",
    ];

    private static readonly string[] OfResults =
    [
        "NaN", "+infinity", "-infinity", "clamped to 127", "clamped to -128", "126", "127", "-127", "-128", "+ tie rounded down", "+ tie rounded up", "- tie rounded down", "- tie rounded up", "0 of -0",
        "0 of a subnormal",
    ];

    private static readonly string[] OfCounts = ["0", "4095", "above 2048, exact", "above 2048, tie rounded down", "above 2048, tie rounded up"];
    private static readonly string[] OfRelu = ["a negative number", "-0", "-infinity", "NaN", "a positive number"];
    private static readonly string[] OfReceived = ["0", "127", "-128", "nothing"];

    /// <summary>All that must be met, in even columns and in odd ones.</summary>
    public static IEnumerable<string> All =>
        from side in new[] { "even", "odd" }
        from one in (IEnumerable<string>)
        [
            .. from stage in "tyvr" from what in OfSums select $"{stage}: {what}",
            .. from what in OfResults select $"q: {what}",
            .. from stage in new[] { "n", "p" } from what in OfCounts select $"{stage}: {what}",
            .. from stage in new[] { "relu1", "relu2" } from what in OfRelu select $"{stage}: {what}",
            .. from what in OfReceived select $"rx: {what}",
        ]
        select $"{side} {one}";

    /// <summary>What is met in a column.</summary>
    /// <param name="r">Registers.</param>
    /// <param name="pass">Counts and received values.</param>
    /// <param name="c">Column.</param>
    /// <returns>Some of <see cref="All"/>.</returns>
    public static IEnumerable<string> Of(LdpuRegisters r, LdpuPass pass, int c) => OfColumn(r, pass, c).Select(one => $"{(c % 2 == 0 ? "even" : "odd")} {one}");

    private static IEnumerable<string> OfColumn(LdpuRegisters r, LdpuPass pass, int c)
    {
        ushort n = ExactBinary16.FromInteger(pass.N[c]);
        ushort p = ExactBinary16.FromInteger(pass.P[c]);
        ushort t = ExactBinary16.Fma(n, (ushort)(r.ScaleN[c] ^ Sign), r.Offset[c]);
        ushort y = ExactBinary16.Fma(p, r.ScaleP[c], t);
        ushort v = ExactBinary16.Fma(y, r.AffineScale[c], r.AffineOffset[c]);
        ushort v1 = r.Relu1 ? ExactBinary16.Relu(v) : v;
        sbyte rx = c < pass.Received.Length ? pass.Received[c] : (sbyte)0;
        ushort s = ExactBinary16.FromInteger(rx);
        ushort sum = r.Combine ? ExactBinary16.Fma(s, r.RxScale, v1) : v1;
        return
        [
            $"n: {Count(pass.N[c], n)}", $"p: {Count(pass.P[c], p)}",
            .. Sum(n, (ushort)(r.ScaleN[c] ^ Sign), r.Offset[c], t).Select(what => $"t: {what}"),
            .. Sum(p, r.ScaleP[c], t, y).Select(what => $"y: {what}"),
            .. Sum(y, r.AffineScale[c], r.AffineOffset[c], v).Select(what => $"v: {what}"),
            .. r.Relu1 ? [$"relu1: {Rectified(v)}"] : (string[])[],
            .. r.Combine ? Sum(s, r.RxScale, v1, sum).Select(what => $"r: {what}").Append($"rx: {(c < pass.Received.Length ? $"{rx}" : "nothing")}") : [],
            .. r.Relu2 ? [$"relu2: {Rectified(sum)}"] : (string[])[],
            .. Result(r.Relu2 ? ExactBinary16.Relu(sum) : sum).Select(what => $"q: {what}"),
        ];
    }

    private static IEnumerable<string> Sum(ushort a, ushort b, ushort c, ushort sum)
    {
        bool finite = IsFinite(a) && IsFinite(b) && IsFinite(c);
        string sign = (sum & Sign) == 0 ? "+" : "-";
        if (!IsFinite(sum))
        {
            yield return IsNan(sum) ? (IsNan(a) || IsNan(b) || IsNan(c) ? "NaN of NaN" : "NaN of infinities") : finite ? $"overflow to {sign}infinity" : $"{sign}infinity";
            yield break;
        }

        if ((sum & 0x7FFF) < 0x400)
        {
            yield return (sum & 0x7FFF) == 0 ? $"{sign}0" : $"{sign}subnormal";
        }

        yield return Rounding(a, b, c, sum);
    }

    // What binary64 cannot hold of the sum is in `lost`; a tie has 12 bits and loses nothing.
    private static string Rounding(ushort a, ushort b, ushort c, ushort sum)
    {
        double product = Value(a) * Value(b);
        double exact = product + Value(c);
        double part = exact - product;
        double lost = (product - (exact - part)) + (Value(c) - part);
        double error = Value(sum) - exact;
        double step = Math.ScaleB(1, Math.Max(exact == 0 ? -14 : Math.ILogB(exact), -14) - 10);
        return lost == 0 && error == 0 ? "exact" : lost == 0 && Math.Abs(error) == step / 2 ? (Math.Abs(Value(sum)) < Math.Abs(exact) ? "tie rounded down" : "tie rounded up") : "rounded";
    }

    private static string Count(ushort count, ushort value) => count switch
    {
        0 or 4095 => $"{count}",
        > 2048 => Value(value) == count ? "above 2048, exact" : Value(value) < count ? "above 2048, tie rounded down" : "above 2048, tie rounded up",
        _ => "exact",
    };

    private static string Rectified(ushort value) =>
        IsNan(value) ? "NaN" : (value & Sign) == 0 ? "a positive number" : value == Sign ? "-0" : value == (Sign | Infinity) ? "-infinity" : "a negative number";

    private static IEnumerable<string> Result(ushort value)
    {
        double number = Value(value);
        string sign = (value & Sign) == 0 ? "+" : "-";
        if (!IsFinite(value))
        {
            return [IsNan(value) ? "NaN" : $"{sign}infinity"];
        }

        bool tie = Math.Abs(number % 1) == 0.5 && Math.Abs(number) < 127;
        string[] near = number is 126 or 127 or -127 or -128 ? [$"{number}"] : [];
        return
        [
            .. near,
            .. number >= 127.5 ? ["clamped to 127"] : number < -128 ? ["clamped to -128"] : (string[])[],
            .. tie ? [$"{sign} tie rounded {(Math.Abs(ExactBinary16.ToInt8(value)) < Math.Abs(number) ? "down" : "up")}"] : (string[])[],
            .. value == Sign ? ["0 of -0"] : (value & 0x7FFF) is > 0 and < 0x400 ? ["0 of a subnormal"] : (string[])[],
        ];
    }

    private static double Value(ushort bits) => (double)BitConverter.UInt16BitsToHalf(bits);

    private static bool IsFinite(ushort bits) => (bits & 0x7FFF) < Infinity;

    private static bool IsNan(ushort bits) => (bits & 0x7FFF) > Infinity;
}
