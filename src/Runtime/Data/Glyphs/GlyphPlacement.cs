namespace SweepDsl.Runtime.Data.Glyphs;

/// <summary>The affine map that puts a shape into an image: scaled in two directions, sheared, turned and moved.</summary>
/// <param name="Xx">How x moves with a shape's x.</param>
/// <param name="Xy">How x moves with a shape's y.</param>
/// <param name="Yx">How y moves with a shape's x.</param>
/// <param name="Yy">How y moves with a shape's y.</param>
/// <param name="X">Where the shape's middle goes, to the right.</param>
/// <param name="Y">Where the shape's middle goes, downwards.</param>
internal readonly record struct GlyphPlacement(double Xx, double Xy, double Yx, double Yy, double X, double Y)
{
    /// <summary>Draws a placement.</summary>
    public static GlyphPlacement Draw(GlyphRandom random)
    {
        double width = random.Between(3.5, 5.5);
        double height = random.Between(3.5, 5.5);
        double shear = random.Between(-0.2, 0.2);

        // The angle's half tangent is drawn, which turns by up to 2 atan(0.2), 22.6 degrees, without sine or cosine.
        double half = random.Between(-0.2, 0.2);
        double scale = 1 / (1 + (half * half));
        double cosine = (1 - (half * half)) * scale;
        double sine = 2 * half * scale;
        return new GlyphPlacement(
            Xx: cosine * width,
            Xy: ((cosine * shear) - sine) * height,
            Yx: sine * width,
            Yy: ((sine * shear) + cosine) * height,
            X: random.Between(6, 9),
            Y: random.Between(6, 9));
    }

    /// <summary>A shape's stroke, in pixels.</summary>
    public Stroke Place(Stroke stroke) => new(
        (Xx * stroke.X0) + (Xy * stroke.Y0) + X,
        (Yx * stroke.X0) + (Yy * stroke.Y0) + Y,
        (Xx * stroke.X1) + (Xy * stroke.Y1) + X,
        (Yx * stroke.X1) + (Yy * stroke.Y1) + Y);
}
