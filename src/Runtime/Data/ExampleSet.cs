using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Data;

/// <summary>Images with their labels, in memory: one part (training, validation, test) of a data set.</summary>
public sealed class ExampleSet
{
    private readonly byte[] _pixels;
    private readonly uint[] _labels;

    /// <summary>Takes the arrays as they are; the caller gives them up.</summary>
    /// <param name="shape">Extents of every image.</param>
    /// <param name="pixels">Bytes of all images, one after another, each as rows of pixels with channels innermost (NHWC).</param>
    /// <param name="labels">The class of each image, from 0.</param>
    /// <exception cref="ArgumentException">The arrays do not belong together.</exception>
    public ExampleSet(FeatureShape shape, byte[] pixels, uint[] labels)
    {
        if (pixels.LongLength != (long)labels.Length * shape.Elements)
        {
            throw new ArgumentException($"{labels.Length} examples of {shape} need {(long)labels.Length * shape.Elements} bytes, not {pixels.LongLength}.", nameof(pixels));
        }

        Shape = shape;
        _pixels = pixels;
        _labels = labels;
    }

    /// <summary>Extents of every image.</summary>
    public FeatureShape Shape { get; }

    /// <summary>Number of examples.</summary>
    public int Count => _labels.Length;

    /// <summary>Bytes of all images, one after another, each as rows of pixels with channels innermost (NHWC).</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>The class of each image, from 0.</summary>
    public ReadOnlySpan<uint> Labels => _labels;

    /// <summary>Bytes of one image: rows of pixels with channels innermost.</summary>
    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(checked(index * Shape.Elements), Shape.Elements);

    /// <summary>A copy of some examples, in the order of <paramref name="indices"/>.</summary>
    public ExampleSet Select(ReadOnlySpan<int> indices)
    {
        byte[] pixels = new byte[checked(indices.Length * Shape.Elements)];
        uint[] labels = new uint[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * Shape.Elements));
            labels[i] = _labels[indices[i]];
        }

        return new ExampleSet(Shape, pixels, labels);
    }
}
