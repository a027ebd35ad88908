using System.Collections.Immutable;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Data.ImageFolders;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Reports.Predictions;

/// <summary>Images from files, as a network takes them. One that cannot be decoded does not stop the others.</summary>
internal sealed class DecodedImages
{
    private readonly ImmutableArray<(string File, Extent? Size, string? Fault)> _files;
    private readonly FeatureShape _input;
    private readonly bool _stretches;

    private DecodedImages(ImmutableArray<(string File, Extent? Size, string? Fault)> files, ExampleSet images, FeatureShape input, bool stretches) =>
        (_files, Images, _input, _stretches) = (files, images, input, stretches);

    /// <summary>Those that were decoded, in the order they were named; their labels mean nothing.</summary>
    public ExampleSet Images { get; }

    /// <summary>What is wrong with the others: a sentence for each.</summary>
    public IEnumerable<string> Faults => _files.Select(file => file.Fault).OfType<string>();

    /// <summary>What was done to make images fit the network: a sentence for each that was changed.</summary>
    public IEnumerable<string> Changes => from file in _files
                                          where file.Size is { } size && (size.Height != _input.Height || size.Width != _input.Width)
                                          select Change(file.File, file.Size!.Value);

    /// <summary>Decodes files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="input">The network's input.</param>
    /// <param name="stretches">Whether images of another size are stretched, as in training; otherwise their middle is taken.</param>
    public static DecodedImages Read(IEnumerable<string> files, FeatureShape input, bool stretches)
    {
        ImageDecoder decoder = new(input.Height, input.Width, input.Channels, stretches ? ImageFit.Stretch : ImageFit.CropAndResize);
        ImmutableArray<(string, Extent?, string?)>.Builder results = ImmutableArray.CreateBuilder<(string, Extent?, string?)>();
        List<byte> pixels = [];
        byte[] image = new byte[input.Elements];
        foreach (string file in files)
        {
            try
            {
                Extent size = decoder.Decode(file, image);
                results.Add((file, size, null));
                pixels.AddRange(image);
            }
            catch (SweepException fault)
            {
                results.Add((file, null, fault.Message));
            }
        }

        return new DecodedImages(results.ToImmutable(), new ExampleSet(input, [.. pixels], new uint[pixels.Count / input.Elements]), input, stretches);
    }

    /// <summary>What a network says of them, those that could not be decoded among them.</summary>
    /// <param name="outputs">The network's outputs for <see cref="Images"/>, one image after another.</param>
    /// <param name="areLogits">Whether their softmax are probabilities.</param>
    public ImmutableArray<ImagePrediction> Report(ReadOnlySpan<float> outputs, bool areLogits)
    {
        ImmutableArray<ImagePrediction>.Builder report = ImmutableArray.CreateBuilder<ImagePrediction>(_files.Length);
        int classes = Images.Count == 0 ? 0 : outputs.Length / Images.Count;
        int decoded = 0;
        foreach ((string file, Extent? size, string? fault) in _files)
        {
            if (fault is not null)
            {
                report.Add(ImagePrediction.Failed(file, fault));
                continue;
            }

            ReadOnlySpan<float> own = outputs.Slice(decoded++ * classes, classes);
            report.Add(new ImagePrediction(file, size, [.. own], ClassProbabilities.Of(own, areLogits), Fault: null));
        }

        return report.MoveToImmutable();
    }

    private string Change(string file, Extent size)
    {
        Extent wanted = new(_input.Height, _input.Width);
        Extent middle = ImageFitting.Middle(size, wanted);
        string cut = _stretches || middle == size ? "" : $"cut to its middle of {middle.Height}x{middle.Width}, ";
        return $"{file}: {size.Height}x{size.Width}, {cut}resized to {wanted.Height}x{wanted.Width}.";
    }
}
