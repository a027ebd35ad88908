using ImageMagick;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Data.Glyphs;

namespace SweepDsl.Runtime.Tests.Data.Glyphs;

/// <summary>The picture of docs/glyphs.md: a row for each class, with its first training images.</summary>
public sealed class GlyphSheetTests
{
    private const int Columns = 12;
    private const int Enlargement = 3;
    private const int Gap = 1;
    private const int Tile = GlyphRenderer.Size + (2 * Gap);
    private const int Width = Columns * Tile * Enlargement;
    private const int Height = 10 * Tile * Enlargement;

    [Test]
    public void The_picture_in_the_documentation_shows_what_is_made_today()
    {
        using MagickImage picture = new(PicturePath());
        using IPixelCollection<byte> pixels = picture.GetPixels();

        Assert.That((picture.Width, picture.Height), Is.EqualTo((Width, Height)));
        Assert.That(pixels.ToByteArray(PixelMapping.RGB)!.Chunk(3).Select(pixel => pixel[1]), Is.EqualTo(Draw()));
    }

    [Test]
    [Explicit("It writes docs/glyphs.png; run it after a change of the recipe.")]
    public void Write_the_picture_in_the_documentation()
    {
        using MagickImage picture = new();
        picture.ReadPixels(Draw(), new PixelReadSettings(Width, Height, StorageType.Char, "I"));
        picture.ColorType = ColorType.Grayscale;
        picture.Strip();
        picture.Settings.SetDefine(MagickFormat.Png, "compression-level", "9");
        picture.Write(PicturePath(), MagickFormat.Png);

        Assert.That(new FileInfo(PicturePath()).Length, Is.LessThan(60_000));
    }

    private static byte[] Draw()
    {
        byte[] sheet = new byte[Width * Height];
        ExampleSet examples = GlyphImages.Create(DatasetPart.Train, 10 * Columns);
        int[] filled = new int[10];
        for (int i = 0; i < examples.Count; i++)
        {
            int row = (int)examples.Labels[i];
            DrawTile(sheet, examples.Image(i), (row * Tile) + Gap, (filled[row]++ * Tile) + Gap);
        }

        return sheet;
    }

    private static void DrawTile(byte[] sheet, ReadOnlySpan<byte> image, int top, int left)
    {
        const int side = GlyphRenderer.Size * Enlargement;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                sheet[(((top * Enlargement) + y) * Width) + (left * Enlargement) + x] = image[(y / Enlargement * GlyphRenderer.Size) + (x / Enlargement)];
            }
        }
    }

    private static string PicturePath() => Path.Combine(RepositoryFolder.FullPath, "docs", "glyphs.png");
}
