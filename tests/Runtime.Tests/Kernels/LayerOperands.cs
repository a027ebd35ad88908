using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>Arrays of a kernel's test that holds for every element type: features and weights in that type, all else in 4 bytes. Inputs are float16 either way.</summary>
/// <param name="elements">The element type of features and weights.</param>
public sealed class LayerOperands(ElementType elements)
{
    private readonly List<BenchArray> _results = [];
    private readonly List<BenchArray> _floats = [];

    /// <summary>All arrays.</summary>
    public List<BenchArray> Arrays { get; } = [];

    private bool IsHalf => elements == ElementType.Float16;

    /// <summary>The results that were stored in the element type, one after another.</summary>
    public double[] Stored => [.. _results.SelectMany(array => IsHalf ? array.Halves : array.Floats).Select(value => (double)value)];

    /// <summary>The bits of the results of 4 bytes.</summary>
    public uint[] Exact => [.. _floats.SelectMany(array => array.Integers)];

    /// <summary>Values that a float16 holds, spread over [-1, 1]; an even number of them.</summary>
    public static double[] Values(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(Half)((2 * random.NextDouble()) - 1))];
    }

    /// <summary>Features or weights that are read.</summary>
    public BufferView Features(double[] values) => Kept(IsHalf ? BenchArray.OfHalves(values) : BenchArray.Of(values));

    /// <summary>Features or weights that are read.</summary>
    public BufferView Features(int seed, int count) => Features(Values(seed, count));

    /// <summary>Floats that are read, whatever the element type.</summary>
    public BufferView Floats(int seed, int count) => Floats(Values(seed, count));

    /// <summary>Floats that are read, whatever the element type.</summary>
    public BufferView Floats(double[] values) => Kept(BenchArray.Of(values));

    /// <summary>Integers that are read.</summary>
    public BufferView Integers(params uint[] values) => Kept(BenchArray.Of(values));

    /// <summary>Features that are written; an even number of them.</summary>
    public BufferView Room(int count) => Kept(IsHalf ? BenchArray.RoomOfHalves(count) : BenchArray.Room(count), _results);

    /// <summary>Values of 4 bytes that are written.</summary>
    public BufferView Room4(long count) => Kept(BenchArray.Room(count), _floats);

    /// <summary>Values of 4 bytes that are written and not looked at.</summary>
    public BufferView Scratch(long count) => Kept(BenchArray.Room(Math.Max(1, count)));

    private BufferView Kept(BenchArray array, List<BenchArray>? results = null)
    {
        Arrays.Add(array);
        results?.Add(array);
        return array.View;
    }
}
