namespace SweepDsl.Runtime.Tests.Reference;

/// <summary>What becomes of an image's bytes (height, width, channels) on their way into a batch.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels, innermost.</param>
public sealed record ReferenceImages(int Height, int Width, int Channels)
{
    /// <summary>Values of one image.</summary>
    public int Elements => Height * Width * Channels;

    /// <summary>Image <paramref name="example"/> of a set that holds one after another.</summary>
    public double[] Image(ReadOnlySpan<byte> set, int example)
    {
        double[] image = new double[Elements];
        for (int i = 0; i < Elements; i++)
        {
            image[i] = set[(example * Elements) + i];
        }

        return image;
    }

    /// <summary>Batch of the images at <c>order[position ..]</c>, each changed by <paramref name="change"/> (null: as it is).</summary>
    public double[] Gather(byte[] set, ReadOnlySpan<uint> order, int position, int batch, Func<int, double[], double[]>? change = null)
    {
        List<double> values = [];
        for (int b = 0; b < batch; b++)
        {
            int example = (int)order[position + b];
            double[] image = Image(set, example);
            values.AddRange(change?.Invoke(example, image) ?? image);
        }

        return [.. values];
    }

    /// <summary>(value - mean[c]) / deviation[c] for each channel c.</summary>
    public double[] Normalize(double[] images, double[] mean, double[] deviation) =>
        [.. images.Select((value, i) => (value - mean[i % Channels]) / deviation[i % Channels])];

    /// <summary>The image mirrored left and right.</summary>
    public double[] Flip(double[] image) => Pick(image, (row, column) => (row, Width - 1 - column), 0);

    /// <summary>
    /// The image padded on each side, cut out again at its size from row <paramref name="top"/> and column <paramref name="left"/> of the padded one.
    /// </summary>
    public double[] Crop(double[] image, int padding, int top, int left, double border = 0) =>
        Pick(image, (row, column) => (row + top - padding, column + left - padding), border);

    private double[] Pick(double[] image, Func<int, int, (int Row, int Column)> source, double border)
    {
        double[] picked = new double[Elements];
        for (int i = 0; i < Elements; i++)
        {
            (int pixel, int c) = Math.DivRem(i, Channels);
            (int row, int column) = source(pixel / Width, pixel % Width);
            bool isInside = row >= 0 && row < Height && column >= 0 && column < Width;
            picked[i] = isInside ? image[(((row * Width) + column) * Channels) + c] : border;
        }

        return picked;
    }
}
