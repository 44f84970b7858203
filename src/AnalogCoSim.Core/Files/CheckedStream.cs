using System.Globalization;
using System.IO.Hashing;

namespace AnalogCoSim.Core.Files;

/// <summary>Passes on bytes that must be of a known number and CRC-32; both are checked when the last one has been read.</summary>
internal sealed class CheckedStream : Stream
{
    private readonly Stream _inner;
    private readonly long _length;
    private readonly uint _crc;
    private readonly string _where;
    private readonly InputKind _kind;
    private readonly Crc32 _seen = new();
    private long _read;
    private bool _done;

    /// <summary>Wraps a stream.</summary>
    /// <param name="inner">Unpacked bytes; disposed with this.</param>
    /// <param name="length">How many there must be.</param>
    /// <param name="crc">Their CRC-32.</param>
    /// <param name="where">File and member, for errors.</param>
    /// <param name="kind">What the file should be.</param>
    public CheckedStream(Stream inner, long length, uint crc, string where, InputKind kind) => (_inner, _length, _crc, _where, _kind) = (inner, length, crc, where, kind);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_done || buffer.Length == 0)
        {
            return 0;
        }

        int got = Inner(buffer);
        _seen.Append(buffer[..got]);
        _read += got;
        if (_read > _length || got == 0)
        {
            CheckEnd();
        }

        return got;
    }

    /// <summary>Reads what is left, so that number and CRC-32 are checked.</summary>
    public void Finish()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Inner(Span<byte> buffer)
    {
        try
        {
            return _inner.Read(buffer);
        }
        catch (Exception inner) when (inner is InvalidDataException or IOException)
        {
            throw _kind.DamagedError(_where, "complete compressed data", inner.Message, inner);
        }
    }

    private void CheckEnd()
    {
        _done = true;
        uint crc = _seen.GetCurrentHashAsUInt32();
        if (_read != _length)
        {
            throw _kind.DamagedError(_where, Count(_length), _read > _length ? "more" : Count(_read));
        }

        if (crc != _crc)
        {
            throw _kind.DamagedError(_where, $"CRC-32 0x{_crc:X8}", $"0x{crc:X8}");
        }
    }

    private static string Count(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}
