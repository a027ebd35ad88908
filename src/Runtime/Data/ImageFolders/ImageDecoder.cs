using ImageMagick;
using SweepDsl.Runtime.Data.Files;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Data.ImageFolders;

/// <summary>
/// Decodes PNG and JPEG files into rows of pixels. The first bytes say which it is, whatever the name; nothing but these two decoders runs. Type and extents are looked at
/// before anything is decoded, and whatever the decoder finds wrong, if only in a checksum, is an error.
/// </summary>
/// <param name="height">Height of every image.</param>
/// <param name="width">Width of every image.</param>
/// <param name="channels">1 (grey) or 3 (red, green, blue).</param>
/// <param name="fit">What becomes of images of another size.</param>
internal sealed class ImageDecoder(int height, int width, int channels, ImageFit fit)
{
    private const long MostFileBytes = 64 << 20;
    private const uint MostSide = 16_384;
    private const long MostPixels = 64 << 20;
    private const string Remedy = "Replace or remove it.";

    static ImageDecoder()
    {
        // Many images are decoded side by side; one that decodes with several threads would be in their way.
        ResourceLimits.Thread = 1;
    }

    /// <summary>Decodes as a folder of images says.</summary>
    public ImageDecoder(ImageFolderSource source)
        : this(source.Height, source.Width, source.Channels, source.Resize ? ImageFit.Stretch : ImageFit.Refuse)
    {
    }

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pixels">Where the image goes: rows of pixels, channels innermost.</param>
    /// <returns>The size that it has in the file, upright.</returns>
    public Extent Decode(string path, Span<byte> pixels)
    {
        byte[] content = DataFile.ReadAll(path, MostFileBytes, Remedy);
        MagickReadSettings settings = new() { Format = FormatOf(path, content) };
        try
        {
            CheckExtents(path, new MagickImageInfo(content, settings));
            using MagickImage image = new();
            image.Warning += static (_, warning) => RefuseDamage(warning);
            image.Read(content, settings);
            Straighten(image);
            Extent size = new((int)image.Height, (int)image.Width);
            Fit(path, image);
            Copy(path, image, pixels);
            return size;
        }
        catch (MagickException exception)
        {
            throw DataFault.Create(path, $"it is damaged: {exception.Message}", Remedy, exception);
        }
    }

    private static MagickFormat FormatOf(string path, ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        ReadOnlySpan<byte> jpeg = [0xFF, 0xD8, 0xFF];
        return content.StartsWith(png) ? MagickFormat.Png
            : content.StartsWith(jpeg) ? MagickFormat.Jpeg
            : throw DataFault.Create(path, $"it is neither PNG nor JPEG ({content.Length:N0} bytes, starting with {Convert.ToHexString(content[..Math.Min(4, content.Length)])})", Remedy);
    }

    private static void CheckExtents(string path, MagickImageInfo info)
    {
        if (info.Width > MostSide || info.Height > MostSide || (long)info.Width * info.Height > MostPixels)
        {
            throw DataFault.Create(
                path, $"it is {info.Height}x{info.Width} and at most {MostSide:N0} a side and {MostPixels:N0} pixels in all are accepted", "Shrink it.");
        }
    }

    // Damage is reported as a warning when an image could be made all the same; other warnings are about colour profiles and the like.
    private static void RefuseDamage(WarningEventArgs warning)
    {
        if (warning.Exception is MagickCorruptImageWarningException)
        {
            throw warning.Exception;
        }
    }

    private static void Straighten(MagickImage image)
    {
        image.AutoOrient();
        if (image.HasAlpha)
        {
            image.BackgroundColor = MagickColors.Black;
            image.Alpha(AlphaAction.Remove);
        }

        image.ColorSpace = ColorSpace.sRGB;
    }

    private void Fit(string path, MagickImage image)
    {
        if (image.Width == width && image.Height == height)
        {
            return;
        }

        if (fit == ImageFit.Refuse)
        {
            throw DataFault.Create(
                path,
                $"it is {image.Height}x{image.Width} and {height}x{width} is expected",
                "Set resize: true to have images resized, or correct size.");
        }

        if (fit == ImageFit.CropAndResize)
        {
            Extent middle = ImageFitting.Middle(new Extent((int)image.Height, (int)image.Width), new Extent(height, width));
            image.Crop((uint)middle.Width, (uint)middle.Height, Gravity.Center);
            image.ResetPage();
        }

        image.FilterType = FilterType.Triangle;
        image.Resize(new MagickGeometry((uint)width, (uint)height) { IgnoreAspectRatio = true });
    }

    private void Copy(string path, MagickImage image, Span<byte> pixels)
    {
        using IUnsafePixelCollection<byte> decoded = image.GetPixelsUnsafe();
        byte[] colours = decoded.ToByteArray(PixelMapping.RGB) ?? throw DataFault.Create(path, "it has no pixels", Remedy);
        if (channels == 3)
        {
            colours.CopyTo(pixels);
            return;
        }

        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Luma(colours[3 * i], colours[(3 * i) + 1], colours[(3 * i) + 2]);
        }
    }

    // ITU-R BT.601, rounded; grey stays as it is.
    private static byte Luma(int red, int green, int blue) => (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
}
