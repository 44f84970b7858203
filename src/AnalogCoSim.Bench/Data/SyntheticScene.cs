using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Bench.Data;

/// <summary>What one synthetic image shows: a shape, three distractors, a gradient and noise, all from 32 random words.</summary>
internal sealed class SyntheticScene
{
    private const uint ScenePurpose = 1;
    private const uint NoisePurpose = 2;

    private readonly ulong _seed;
    private readonly uint _index;
    private readonly uint[] _words = new uint[32];
    private readonly int[] _background = new int[3];
    private readonly int[] _foreground = new int[3];
    private readonly int _r;
    private readonly int _cx;
    private readonly int _cy;
    private readonly int _w;
    private readonly int _p;
    private readonly int _ph;
    private readonly int _gx;
    private readonly int _gy;
    private readonly int _amp;

    public SyntheticScene(ulong seed, uint index)
    {
        _seed = seed;
        _index = index;
        for (uint draw = 0; draw < 8; draw++)
        {
            (_words[4 * draw], _words[(4 * draw) + 1], _words[(4 * draw) + 2], _words[(4 * draw) + 3]) = Words(draw, ScenePurpose);
        }

        (_r, _cx, _cy) = (Span(0, 7, 11), Span(1, 12, 19), Span(2, 12, 19));
        (_w, _p, _ph) = (Span(3, 2, 3), Span(4, 2, 3), Pick(5, 8));
        for (int c = 0; c < 3; c++)
        {
            _background[c] = Span(6 + c, 72, 183);
            int contrast = Span(9 + c, 15, 38);
            _foreground[c] = ((_words[12] >> (31 - c)) & 1) == 0 ? _background[c] + contrast : _background[c] - contrast;
        }

        (_gx, _gy, _amp) = (Span(13, -24, 24), Span(14, -24, 24), Span(15, 32, 64));
    }

    /// <summary>The noise words of a pixel.</summary>
    public (uint N0, uint N1, uint N2) Noise(int x, int y)
    {
        (uint n0, uint n1, uint n2, _) = Words((uint)((SyntheticImages.Side * y) + x), NoisePurpose);
        return (n0, n1, n2);
    }

    /// <summary>One colour of a pixel.</summary>
    public byte Pixel(int x, int y, int c, uint noise)
    {
        int v = _background[c];
        for (int k = 0; k < 3; k++)
        {
            int q = 16 + (5 * k);
            int x0 = Pick(q, 30);
            int y0 = Pick(q + 1, 30);
            if (x >= x0 && x < x0 + Span(q + 2, 2, 6) && y >= y0 && y < y0 + Span(q + 3, 2, 6))
            {
                v = _background[c] + ((int)((_words[q + 4] >> (10 * c)) & 63) - 32);
            }
        }

        v = Covers(x - _cx, y - _cy) ? _foreground[c] : v;
        v += ((_gx * (x - 16)) + (_gy * (y - 16))) >> 4;
        int bell = (int)((noise & 255) + ((noise >> 8) & 255) + ((noise >> 16) & 255) + (noise >> 24));
        v += ((bell - 510) * _amp) >> 8;
        return (byte)Math.Clamp(v, 0, 255);
    }

    private bool Covers(int dx, int dy)
    {
        int ax = Math.Abs(dx);
        int ay = Math.Abs(dy);
        int d2 = (dx * dx) + (dy * dy);
        int m8 = Math.Max(ax, ay);
        bool inside = m8 <= _r;
        bool barX = (dx + 32 + _ph) % (2 * _p) < _p;
        bool barY = (dy + 32 + _ph) % (2 * _p) < _p;
        return (_index % SyntheticImages.Classes) switch
        {
            0 => d2 <= _r * _r,
            1 => d2 <= _r * _r && d2 > (_r - _w) * (_r - _w),
            2 => inside,
            3 => inside && m8 > _r - _w,
            4 => inside && 2 * ax <= dy + _r,
            5 => inside && (ax < _w || ay < _w),
            6 => inside && Math.Abs(ax - ay) < _w,
            7 => inside && barY,
            8 => inside && barX,
            _ => inside && barX != barY,
        };
    }

    private int Pick(int k, int n) => (int)(((ulong)_words[k] * (ulong)n) >> 32);

    private int Span(int k, int a, int b) => a + Pick(k, b - a + 1);

    private (uint R0, uint R1, uint R2, uint R3) Words(uint draw, uint purpose) =>
        Philox4x32.Block((uint)_seed, (uint)(_seed >> 32), _index, draw, purpose, 0);
}
