namespace AnalogCoSim.Core.Files;

/// <summary>A stretch of a file, read front to back; does not own the file.</summary>
/// <param name="file">The file.</param>
/// <param name="start">First byte.</param>
/// <param name="length">Bytes.</param>
internal sealed class SliceStream(FileStream file, long start, long length) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int most = (int)Math.Min(buffer.Length, length - _read);
        if (most == 0)
        {
            return 0;
        }

        file.Position = start + _read;
        int got = file.Read(buffer[..most]);
        _read += got;
        return got;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
