using ImageMagick;
using SweepDsl.Runtime.Data;

namespace SweepDsl.EndToEnd.Tests.Exports;

/// <summary>Images as PNG files, and the same bytes as networks of other programs take them.</summary>
internal static class ImageFiles
{
    /// <summary>Writes every image of a set.</summary>
    /// <returns>The files, in order.</returns>
    public static string[] Write(string folder, ExampleSet images)
    {
        Directory.CreateDirectory(folder);
        return [.. Enumerable.Range(0, images.Count).Select(i =>
        {
            byte[] pixels = images.Pixels.Slice(i * images.Shape.Elements, images.Shape.Elements).ToArray();
            string file = Path.Combine(folder, $"{i:D3}.png");
            using MagickImage image = new();
            image.ReadPixels(pixels, new PixelReadSettings((uint)images.Shape.Width, (uint)images.Shape.Height, StorageType.Char, images.Shape.Channels == 1 ? "I" : "RGB"));
            image.Write(file, MagickFormat.Png);
            return file;
        })];
    }

    /// <summary>The bytes as [images, channels, height, width]; a set has its channels innermost.</summary>
    public static byte[] ChannelsFirst(ExampleSet images)
    {
        (int channels, int pixels) = (images.Shape.Channels, images.Shape.Height * images.Shape.Width);
        byte[] moved = new byte[images.Pixels.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            (int image, int rest) = Math.DivRem(i, channels * pixels);
            (int channel, int pixel) = Math.DivRem(rest, pixels);
            moved[i] = images.Pixels[(((image * pixels) + pixel) * channels) + channel];
        }

        return moved;
    }
}
