using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class GatherTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private const int Examples = 11;
    private const uint Epoch = 4;

    // Height, width, channels, most bytes of a binding (0: as many as wanted): images that end within a word, and one to four chunks.
    private static readonly object[] Sets =
    [
        new object[] { 1, 1, 1, 0 },
        new object[] { 3, 5, 1, 0 },
        new object[] { 5, 3, 3, 0 },
        new object[] { 4, 4, 4, 0 },
        new object[] { 5, 3, 3, 45 * 6 },
        new object[] { 7, 1, 3, 21 * 4 },
        new object[] { 3, 3, 1, 28 },
    ];

    [TestCaseSource(nameof(Sets))]
    public void A_batch_is_taken_in_order_and_normalised(int height, int width, int channels, int bindingBytes)
    {
        Gathering gathering = new(height, width, channels, bindingBytes);

        gathering.Run(Bench, order: [5, 0, 10, 3, 7, 7], position: 1, batch: 4, augmentation: null);

        AssertClose("gather_batch", gathering.Input, gathering.Expected([0, 10, 3, 7], (_, image) => image), gathering.Bound);
        Assert.That(gathering.BatchExamples.Integers, Is.EqualTo(new uint[] { 0, 10, 3, 7 }));
        Assert.That(gathering.BatchLabels.Integers, Is.EqualTo(new uint[] { 100, 110, 103, 107 }));
    }

    [TestCaseSource(nameof(Sets))]
    public void Without_an_order_examples_come_as_stored(int height, int width, int channels, int bindingBytes)
    {
        Gathering gathering = new(height, width, channels, bindingBytes);

        gathering.Run(Bench, order: null, position: 8, batch: 3, augmentation: null);

        AssertClose("gather_batch", gathering.Input, gathering.Expected([8, 9, 10], (_, image) => image), gathering.Bound);
        Assert.That(gathering.BatchExamples.Integers, Is.EqualTo(new uint[] { 8, 9, 10 }));
    }

    [TestCase(0.5, 0)]
    [TestCase(0.0, 2)]
    [TestCase(1.0, 1)]
    [TestCase(0.5, 4)]
    public void Augmentation_mirrors_and_then_cuts_out_of_a_black_border(double flipProbability, int padding)
    {
        Gathering gathering = new(5, 7, 3, 0);
        uint[] order = [.. Enumerable.Range(0, Examples).Select(i => (uint)(i * 4 % Examples))];

        gathering.Run(Bench, order, position: 0, batch: Examples, new ImageAugmentation(unchecked((uint)-3), flipProbability, padding));

        double[] expected = gathering.Expected(order, (example, image) =>
        {
            uint[] words = ReferencePhilox.Block([Epoch, (uint)example, 0, 0], [unchecked((uint)-3), ReferencePhilox.Augmentation]);
            double[] mirrored = ReferencePhilox.Uniform(words[0]) < flipProbability ? gathering.Images.Flip(image) : image;
            int Place(uint word) => (int)(((ulong)word * (ulong)((2 * padding) + 1)) >> 32);
            return gathering.Images.Crop(mirrored, padding, Place(words[1]), Place(words[2]));
        });
        AssertClose("gather_batch, augmented", gathering.Input, expected, gathering.Bound);
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(20)]
    public void A_square_about_a_random_pixel_becomes_0(int size)
    {
        Gathering gathering = new(5, 7, 3, 0);
        uint[] order = [.. Enumerable.Range(0, Examples).Select(i => (uint)i)];

        gathering.Run(Bench, order, position: 0, batch: Examples, new ImageAugmentation(9, 0, 1, size));

        double[] moved = gathering.Expected(order, (example, image) =>
        {
            uint[] words = ReferencePhilox.Block([Epoch, (uint)example, 0, 0], [9, ReferencePhilox.Augmentation]);
            return gathering.Images.Crop(image, 1, (int)((ulong)words[1] * 3 >> 32), (int)((ulong)words[2] * 3 >> 32));
        });
        double[] expected = [.. moved.Select((value, i) => gathering.IsCut(i, size, Epoch, 9) ? 0 : value)];
        AssertClose("gather_batch, cut", gathering.Input, expected, gathering.Bound);
        Assert.That(expected, size == 20 ? Is.All.Zero : Has.Some.Zero.And.Some.Not.Zero);
    }

    [TestCase(0)]
    [TestCase(2)]
    public void Examples_are_mixed_with_their_partners_as_those_are_in_this_epoch(int cutout)
    {
        Gathering gathering = new(5, 7, 3, 45 * 8);
        uint[] order = [4, 0, 10, 7];
        (uint Partner, float Share)[] pairs = [.. Enumerable.Range(0, Examples).Select(i => ((uint)(i * 3 % Examples), i / 10f))];
        ImageAugmentation augmentation = new(9, 0.5, 0, cutout);

        gathering.Run(Bench, order, 0, order.Length, augmentation);
        double[] own = [.. gathering.Input.Floats];
        gathering.Run(Bench, [.. order.Select(example => pairs[example].Partner)], 0, order.Length, augmentation);
        double[] partners = [.. gathering.Input.Floats];
        gathering.Run(Bench, order, 0, order.Length, augmentation, pairs);

        double[] expected = [.. own.Select((value, i) => (pairs[order[i / 105]].Share * value) + ((1 - pairs[order[i / 105]].Share) * partners[i]))];
        AssertClose("gather_batch, mixed", gathering.Input, expected, gathering.Bound);
        Assert.That(gathering.BatchLabels.Integers, Is.EqualTo(order.Select(example => 100 + example)));
        Assert.That(gathering.BatchMixing.Integers, Is.EqualTo(order.SelectMany(example => new[] { 100 + pairs[example].Partner, BitConverter.SingleToUInt32Bits(pairs[example].Share) })));
    }

    [Test]
    public void Images_that_no_four_bindings_can_hold_are_refused() => Assert.That(
        () => ImageStorage.Plan(10, 10, 3, examples: 41, maxBindingBytes: 3000),
        Throws.TypeOf<DeviceLimitException>().With.Message.Contains("41 images of 300 bytes").And.Message.Contains("3000"));

    private sealed class Gathering
    {
        private readonly byte[] _set;
        private readonly float[] _scaleOffset;
        private readonly ImageStorage _storage;

        public Gathering(int height, int width, int channels, int bindingBytes)
        {
            Images = new ReferenceImages(height, width, channels);
            _set = new byte[Examples * Images.Elements];
            new Random(1).NextBytes(_set);
            _scaleOffset = [.. Enumerable.Range(0, channels).SelectMany(c => new[] { 0.01f * (c + 1), -0.5f + c })];
            _storage = ImageStorage.Plan(height, width, channels, Examples, bindingBytes == 0 ? 1 << 20 : bindingBytes);
        }

        public ReferenceImages Images { get; }

        public BenchArray Input { get; private set; } = BenchArray.Room(1);

        public BenchArray BatchLabels { get; private set; } = BenchArray.Room(1);

        public BenchArray BatchExamples { get; private set; } = BenchArray.Room(1);

        public BenchArray BatchMixing { get; private set; } = BenchArray.Room(1);

        // A product and a sum of at most 255 * 0.03 and 2.
        public double Bound => 4 * ErrorBound.UnitRoundoff * 10;

        // Whether value i of a batch in the order of the data lies under the square.
        public bool IsCut(int i, int size, uint epoch, uint seed)
        {
            (int example, int place) = Math.DivRem(i, Images.Elements);
            (int row, int column) = Math.DivRem(place / Images.Channels, Images.Width);
            uint[] words = ReferencePhilox.Block([epoch, (uint)example, 1, 0], [seed, ReferencePhilox.Augmentation]);
            int top = (int)((ulong)words[0] * (ulong)Images.Height >> 32) - (size / 2);
            int left = (int)((ulong)words[1] * (ulong)Images.Width >> 32) - (size / 2);
            return row >= top && row < top + size && column >= left && column < left + size;
        }

        public void Run(KernelBench bench, uint[]? order, uint position, int batch, ImageAugmentation? augmentation, (uint Partner, float Share)[]? pairs = null)
        {
            BenchArray[] chunks = [.. _storage.ChunkBytes.Select((_, chunk) => Chunk(chunk))];
            BenchArray labels = BenchArray.Of([.. Enumerable.Range(0, Examples).Select(i => (uint)(100 + i))]);
            BenchArray places = BenchArray.Of(order ?? [0u]);
            (BenchArray control, BenchArray normalization) = (BenchArray.Of([position, 0u, Epoch, 0u]), BenchArray.Of(_scaleOffset));
            Input = BenchArray.Room(batch * Images.Elements);
            BatchLabels = BenchArray.Room(batch);
            BatchExamples = BenchArray.Room(batch);
            BatchMixing = BenchArray.Room(2 * batch);
            BenchArray mixing = BenchArray.Of([.. (pairs ?? []).SelectMany(pair => new[] { pair.Partner, BitConverter.SingleToUInt32Bits(pair.Share) }), 0u]);
            bench.Run(
                GatherKernels.Gather(
                    _storage, batch, [.. chunks.Select(chunk => chunk.View)], labels.View, order is null ? null : places.View, control.View, normalization.View, augmentation,
                    Input.View, BatchLabels.View, BatchExamples.View, "gather",
                    pairs is null ? null : new ExampleMixing(mixing.View, BatchMixing.View)),
                [.. chunks, labels, places, control, normalization, Input, BatchLabels, BatchExamples, mixing, BatchMixing]);
        }

        public double[] Expected(uint[] examples, Func<int, double[], double[]> change)
        {
            double[] images = Images.Gather(_set, examples, 0, examples.Length, change);
            return [.. images.Select((value, i) => (value * _scaleOffset[i % Images.Channels * 2]) + _scaleOffset[(i % Images.Channels * 2) + 1])];
        }

        private BenchArray Chunk(int chunk)
        {
            int first = chunk * _storage.ExamplesPerChunk * _storage.ImageBytes;
            byte[] bytes = new byte[_storage.ChunkBytes[chunk]];
            _set.AsSpan(first, Math.Min(bytes.Length, _set.Length - first)).CopyTo(bytes);
            uint[] words = new uint[bytes.Length / sizeof(uint)];
            Buffer.BlockCopy(bytes, 0, words, 0, bytes.Length);
            return BenchArray.Of(words);
        }
    }
}
