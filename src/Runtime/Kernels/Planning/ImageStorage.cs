using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>How a data set's images lie on the device: bytes in NHWC order, packed in 32-bit words, in at most <see cref="MaxChunks"/> buffers, each of whole images.</summary>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Examples">Images in all.</param>
/// <param name="ExamplesPerChunk">Images in each chunk but the last.</param>
public sealed record ImageStorage(int Height, int Width, int Channels, int Examples, int ExamplesPerChunk)
{
    /// <summary>Bindings that <c>gather_batch</c> has for images.</summary>
    public const int MaxChunks = 4;

    /// <summary>Bytes of one image.</summary>
    public int ImageBytes => checked(Height * Width * Channels);

    /// <summary>Bytes of each chunk, rounded up to whole words.</summary>
    public ImmutableArray<long> ChunkBytes =>
    [
        .. Enumerable.Range(0, (Examples + ExamplesPerChunk - 1) / ExamplesPerChunk)
            .Select(chunk => WholeWords((long)Math.Min(ExamplesPerChunk, Examples - (chunk * ExamplesPerChunk)) * ImageBytes)),
    ];

    /// <summary>Spreads images over as few chunks as the device's largest binding allows.</summary>
    /// <exception cref="DeviceLimitException">Four bindings of that size cannot hold them.</exception>
    public static ImageStorage Plan(int height, int width, int channels, int examples, long maxBindingBytes)
    {
        int imageBytes = checked(height * width * channels);
        long reachable = Math.Min(maxBindingBytes, uint.MaxValue) / sizeof(uint) * sizeof(uint);
        long perChunk = Math.Min(reachable / imageBytes, examples);
        if (perChunk * MaxChunks < examples)
        {
            throw new DeviceLimitException(
                $"{examples} images of {imageBytes} bytes do not fit {MaxChunks} bindings of {maxBindingBytes} bytes, the most that the device allows. Use fewer examples or smaller images.",
                nameof(examples));
        }

        return new ImageStorage(height, width, channels, examples, (int)perChunk);
    }

    private static long WholeWords(long bytes) => (bytes + sizeof(uint) - 1) / sizeof(uint) * sizeof(uint);
}
