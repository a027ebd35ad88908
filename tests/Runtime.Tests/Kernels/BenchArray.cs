using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Tests.Kernels;

/// <summary>
/// Values that a kernel reads or writes in a test, between guard words: a store beyond the end is seen afterwards, and a load from there yields NaN.
/// The guards are part of the bound range, for a device may drop what lies outside of it.
/// </summary>
public sealed class BenchArray
{
    /// <summary>Fills guards and fresh memory: a NaN as a float, and no count as an integer.</summary>
    public const uint Fresh = 0x7FC0DEAD;

    // 256 bytes: the alignment that every device accepts for a bound range.
    private const int GuardWords = 64;

    private readonly int _tail;

    private BenchArray(string name, ReadOnlySpan<uint> values, bool isExact, ElementType? elements = null)
    {
        _tail = GuardWords + values.Length;
        Words = new uint[_tail + GuardWords];
        Array.Fill(Words, Fresh);
        values.CopyTo(Words.AsSpan(GuardWords));
        Buffer = new LogicalBuffer(name, Words.Length * sizeof(uint), BufferLifetime.Persistent, elements);
        View = new BufferView(Buffer, GuardWords * sizeof(uint), (values.Length + (isExact ? 0 : GuardWords)) * sizeof(uint));
    }

    /// <summary>The buffer, guards and all.</summary>
    public LogicalBuffer Buffer { get; }

    /// <summary>What a dispatch binds.</summary>
    public BufferView View { get; }

    /// <summary>The buffer's words, guards and all: what is uploaded, and after a run what was downloaded.</summary>
    public uint[] Words { get; }

    /// <summary>The values as integers.</summary>
    public uint[] Integers => Words[GuardWords.._tail];

    /// <summary>The values as floats.</summary>
    public float[] Floats => [.. Integers.Select(BitConverter.UInt32BitsToSingle)];

    /// <summary>The values as float16, widened; of an odd number of them one more than there are.</summary>
    public float[] Halves => [.. Integers.SelectMany(word => new[] { (float)BitConverter.UInt16BitsToHalf((ushort)word), (float)BitConverter.UInt16BitsToHalf((ushort)(word >> 16)) })];

    /// <summary>An array of float16, from doubles that are.</summary>
    public static BenchArray OfHalves(double[] values)
    {
        uint[] words = new uint[(values.Length + 1) / 2];
        for (int i = 0; i < values.Length; i++)
        {
            words[i / 2] |= (uint)BitConverter.HalfToUInt16Bits((Half)values[i]) << (i % 2 * 16);
        }

        return new BenchArray("halves", words, isExact: false, ElementType.Float16);
    }

    /// <summary>Room for results in float16, NaN each.</summary>
    public static BenchArray RoomOfHalves(long count)
    {
        uint[] words = new uint[(count + 1) / 2];
        Array.Fill(words, 0x7E017E01u);
        return new BenchArray("room", words, isExact: false, ElementType.Float16);
    }

    /// <summary>An array of floats.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="isExact">Whether the bound range ends with the values, for a kernel that asks for its length.</param>
    public static BenchArray Of(ReadOnlySpan<float> values, bool isExact = false)
    {
        uint[] words = new uint[values.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BitConverter.SingleToUInt32Bits(values[i]);
        }

        return new BenchArray("floats", words, isExact);
    }

    /// <summary>An array of floats from doubles that are floats.</summary>
    public static BenchArray Of(double[] values) => Of([.. values.Select(value => (float)value)]);

    /// <summary>An array of integers.</summary>
    public static BenchArray Of(ReadOnlySpan<uint> values) => new("integers", values, isExact: false);

    /// <summary>Room for results, in fresh memory.</summary>
    public static BenchArray Room(long count)
    {
        uint[] words = new uint[count];
        Array.Fill(words, Fresh);
        return new BenchArray("room", words, isExact: false);
    }

    /// <summary>Fails the test if a kernel stored outside the values.</summary>
    public void AssertGuards() => Assert.That(Words[..GuardWords].Concat(Words[_tail..]), Is.All.EqualTo(Fresh), $"guard words of {Buffer.Name}");
}
