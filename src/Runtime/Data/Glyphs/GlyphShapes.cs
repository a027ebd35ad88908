using System.Collections.Immutable;

namespace SweepDsl.Runtime.Data.Glyphs;

/// <summary>The ten shapes as strokes in a square from -1 to 1, y downwards. Each differs little from another: a ring from an arc by a gap, a square from a bracket by a side.</summary>
internal static class GlyphShapes
{
    /// <summary>Names of the classes, by label.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["ring", "arc", "square", "bracket", "triangle", "chevron", "cross", "tee", "zigzag", "bars"];

    /// <summary>Strokes of each class, by label.</summary>
    public static ImmutableArray<ImmutableArray<Stroke>> Strokes { get; } =
    [
        Path(closed: true, Circle(0, 16)),
        Path(closed: false, Circle(2, 13)),
        Path(closed: true, (-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        Path(closed: false, (0.9, -0.9), (-0.9, -0.9), (-0.9, 0.9), (0.9, 0.9)),
        Path(closed: true, (0, -1), (0.95, 0.8), (-0.95, 0.8)),
        Path(closed: false, (-0.95, 0.8), (0, -1), (0.95, 0.8)),
        [new Stroke(-1, 0, 1, 0), new Stroke(0, -1, 0, 1)],
        [new Stroke(-0.9, -0.9, 0.9, -0.9), new Stroke(0, -0.9, 0, 1)],
        Path(closed: false, (-0.9, -0.9), (0.9, -0.9), (-0.9, 0.9), (0.9, 0.9)),
        [new Stroke(-0.9, -0.6, 0.9, -0.6), new Stroke(-0.9, 0.6, 0.9, 0.6)],
    ];

    // Sixteenths of a circle from the right, clockwise, as written here: nothing depends on a platform's sine.
    private static ReadOnlySpan<double> FirstQuarterCosines => [1, 0.9239, 0.7071, 0.3827, 0];

    private static (double X, double Y)[] Circle(int first, int points)
    {
        (double X, double Y)[] result = new (double X, double Y)[points];
        for (int i = 0; i < points; i++)
        {
            int sixteenth = (first + i) % 16;
            int inQuarter = sixteenth % 4;
            double along = FirstQuarterCosines[inQuarter];
            double across = FirstQuarterCosines[4 - inQuarter];
            result[i] = (sixteenth / 4) switch
            {
                0 => (along, across),
                1 => (-across, along),
                2 => (-along, -across),
                _ => (across, -along),
            };
        }

        return result;
    }

    private static ImmutableArray<Stroke> Path(bool closed, params ReadOnlySpan<(double X, double Y)> points)
    {
        int count = closed ? points.Length : points.Length - 1;
        ImmutableArray<Stroke>.Builder strokes = ImmutableArray.CreateBuilder<Stroke>(count);
        for (int i = 0; i < count; i++)
        {
            (double X, double Y) from = points[i];
            (double X, double Y) to = points[(i + 1) % points.Length];
            strokes.Add(new Stroke(from.X, from.Y, to.X, to.Y));
        }

        return strokes.MoveToImmutable();
    }
}
