namespace SweepDsl.Runtime.Data.Glyphs;

/// <summary>
/// Draws one image: a shape under a random affine map, distracting strokes, a sloping background, contrast of either sign, and noise. Every byte comes from additions,
/// multiplications, divisions and square roots of doubles, which IEEE 754 rounds alike everywhere; docs/glyphs.md is the recipe.
/// </summary>
internal static class GlyphRenderer
{
    /// <summary>Rows and columns of an image.</summary>
    public const int Size = 16;

    private const double Middle = (Size - 1) / 2.0;

    /// <summary>Draws an image of a class.</summary>
    /// <param name="pixels">Where its 256 bytes go, row after row.</param>
    /// <param name="label">The class.</param>
    /// <param name="random">The image's random numbers.</param>
    public static void Draw(Span<byte> pixels, int label, GlyphRandom random)
    {
        Span<double> ink = stackalloc double[Size * Size];
        ink.Clear();
        GlyphPlacement placement = GlyphPlacement.Draw(random);
        double halfWidth = random.Between(0.45, 0.95);
        foreach (Stroke stroke in GlyphShapes.Strokes[label])
        {
            AddStroke(ink, placement.Place(stroke), halfWidth, 1);
        }

        AddClutter(ink, random);
        Develop(pixels, ink, random);
    }

    private static void AddClutter(Span<double> ink, GlyphRandom random)
    {
        int strokes = random.Below(3);
        for (int i = 0; i < strokes; i++)
        {
            double x = random.Between(0, Size - 1);
            double y = random.Between(0, Size - 1);
            Stroke stroke = new(x, y, x + random.Between(-6, 6), y + random.Between(-6, 6));
            AddStroke(ink, stroke, random.Between(0.3, 0.8), random.Between(0.3, 0.8));
        }
    }

    // Coverage falls from 1 to 0 over the pixel that the stroke's edge crosses; where strokes meet, the darker one shows.
    private static void AddStroke(Span<double> ink, Stroke stroke, double halfWidth, double strength)
    {
        double dx = stroke.X1 - stroke.X0;
        double dy = stroke.Y1 - stroke.Y0;
        double inverseLength2 = 1 / Math.Max((dx * dx) + (dy * dy), 1e-12);
        double reach = halfWidth + 0.5;
        int left = Inside(Math.Min(stroke.X0, stroke.X1) - reach);
        int right = Inside(Math.Max(stroke.X0, stroke.X1) + reach);
        int top = Inside(Math.Min(stroke.Y0, stroke.Y1) - reach);
        int bottom = Inside(Math.Max(stroke.Y0, stroke.Y1) + reach);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double px = x - stroke.X0;
                double py = y - stroke.Y0;
                double along = Math.Clamp(((px * dx) + (py * dy)) * inverseLength2, 0, 1);
                double ex = px - (along * dx);
                double ey = py - (along * dy);
                double coverage = Math.Clamp(reach - Math.Sqrt((ex * ex) + (ey * ey)), 0, 1) * strength;
                ref double here = ref ink[(y * Size) + x];
                here = Math.Max(here, coverage);
            }
        }
    }

    private static void Develop(Span<byte> pixels, ReadOnlySpan<double> ink, GlyphRandom random)
    {
        double background = random.Between(90, 165);
        double contrast = random.Between(50, 110);
        contrast = random.Below(2) == 0 ? contrast : -contrast;
        double slopeX = random.Between(-2, 2);
        double slopeY = random.Between(-2, 2);
        double noise = random.Between(4, 14);
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                int i = (y * Size) + x;
                double value = background + (slopeX * (x - Middle)) + (slopeY * (y - Middle)) + (contrast * ink[i]) + (noise * random.Noise());
                pixels[i] = (byte)Math.Clamp((int)Math.Floor(value + 0.5), 0, 255);
            }
        }
    }

    private static int Inside(double coordinate) => (int)Math.Clamp(Math.Floor(coordinate), 0, Size - 1);
}
