using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Data.ImageFolders;

/// <summary>What becomes of an image of another size than is wanted.</summary>
internal enum ImageFit
{
    /// <summary>It is an error.</summary>
    Refuse,

    /// <summary>All of it is resized, whatever becomes of its proportions.</summary>
    Stretch,

    /// <summary>Its middle of the wanted proportions is resized.</summary>
    CropAndResize,
}

/// <summary>Sizes of images that are made to fit.</summary>
internal static class ImageFitting
{
    /// <summary>The largest middle of an image with the proportions that are wanted, to the next pixel.</summary>
    /// <param name="image">Size of the image.</param>
    /// <param name="wanted">The proportions.</param>
    public static Extent Middle(Extent image, Extent wanted)
    {
        long across = (long)image.Width * wanted.Height;
        long down = (long)image.Height * wanted.Width;
        return across > down
            ? image with { Width = Rounded(down, wanted.Height) }
            : image with { Height = Rounded(across, wanted.Width) };
    }

    private static int Rounded(long dividend, int divisor) => Math.Max(1, (int)((dividend + (divisor / 2)) / divisor));
}
