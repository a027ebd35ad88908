using System.Buffers.Binary;
using System.IO.Compression;

namespace SweepDsl.Runtime.Data.Files;

/// <summary>
/// Unpacks a gzip file of one member while it is read, never further than a limit, and compares length and checksum with the file's last eight bytes when its end is reached:
/// <see cref="GZipStream"/> takes a file that is cut off for one that ends there.
/// </summary>
internal sealed class GzipContent : Stream
{
    private const int SmallestFile = 18;
    private const int TrailerBytes = 8;

    private readonly GZipStream _unpacked;
    private readonly long _mostBytes;
    private readonly uint _expectedChecksum;
    private readonly uint _expectedLength;
    private Crc32 _checksum;
    private long _read;

    /// <summary>Begins to unpack.</summary>
    /// <param name="file">The file; it stays open.</param>
    /// <param name="mostBytes">The most that it may unpack to.</param>
    /// <exception cref="InvalidDataException">It is too short for a gzip file.</exception>
    public GzipContent(FileStream file, long mostBytes)
    {
        if (file.Length < SmallestFile)
        {
            throw new InvalidDataException($"it has {file.Length} bytes, fewer than any gzip file");
        }

        Span<byte> trailer = stackalloc byte[TrailerBytes];
        file.Seek(-TrailerBytes, SeekOrigin.End);
        file.ReadExactly(trailer);
        file.Seek(0, SeekOrigin.Begin);
        _expectedChecksum = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        _expectedLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        _mostBytes = mostBytes;
        _unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int read = _unpacked.Read(buffer);
        _checksum.Append(buffer[..read]);
        _read += read;
        if (_read > _mostBytes)
        {
            throw new InvalidDataException($"it unpacks to more than {_mostBytes:N0} bytes");
        }

        if (read == 0 && ((uint)_read != _expectedLength || _checksum.Value != _expectedChecksum))
        {
            throw new InvalidDataException($"it is cut off or altered: it unpacks to {_read:N0} bytes with checksum {_checksum.Value:x8}, and its end says {_expectedLength:N0} and {_expectedChecksum:x8}");
        }

        return read;
    }

    /// <summary>Reads to the end, so that the checksum there is compared.</summary>
    public void Drain()
    {
        byte[] rest = new byte[1 << 16];
        while (Read(rest) > 0)
        {
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
