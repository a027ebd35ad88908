using System.Buffers.Binary;
using System.IO.Compression;
using ImageMagick;
using SweepDsl.Runtime.Data.Files;

namespace SweepDsl.Runtime.Tests.Data.ImageFolders;

/// <summary>Encoded images for tests.</summary>
internal static class TestImages
{
    /// <summary>An image whose pixels are given as red, green, blue, row after row.</summary>
    public static byte[] Encode(MagickFormat format, int height, int width, byte[] colours)
    {
        using MagickImage image = Create(height, width, colours);
        image.Quality = 100;
        return image.ToByteArray(format);
    }

    /// <summary>An image of one colour.</summary>
    public static byte[] Plain(MagickFormat format, int height, int width, byte red, byte green, byte blue) =>
        Encode(format, height, width, [.. Enumerable.Repeat<byte[]>([red, green, blue], height * width).SelectMany(pixel => pixel)]);

    public static MagickImage Create(int height, int width, byte[] colours)
    {
        MagickImage image = new();
        image.ReadPixels(colours, new PixelReadSettings((uint)width, (uint)height, StorageType.Char, PixelMapping.RGB));
        return image;
    }

    /// <summary>A PNG that says how large it is and holds almost nothing.</summary>
    public static byte[] EmptyPng(int height, int width)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(new byte[100]);
        }

        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        Crc32 checksum = default;
        checksum.Append(chunk.AsSpan(4, 4 + content.Length));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), checksum.Value);
        return chunk;
    }
}
