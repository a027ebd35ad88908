using System.Globalization;
using System.Text.RegularExpressions;
using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>Reads the shapes of products from the command line.</summary>
internal static partial class ProductShapes
{
    /// <summary>What <see cref="Matrices"/> reads, in words.</summary>
    public const string MatricesForm = "ROWSxINNERxCOLUMNS, such as 768x768x768";

    /// <summary>What <see cref="Convolution"/> reads, in words.</summary>
    public const string ConvolutionForm = "HEIGHTxWIDTHxCHANNELS-FILTERS, such as 32x32x64-64, with kK for the window (3 if not said) and sS for the stride (1) behind, such as 32x32x64-128k5s2";

    /// <summary>A product of matrices, [rows, inner] by [inner, columns], as the dense layer it is: a batch of so many rows.</summary>
    /// <returns>The geometry with the batch; null when the text is no shape.</returns>
    public static (ConvolutionGeometry Geometry, int Batch)? Matrices(string text) =>
        MatricesPattern().Match(text) is { Success: true } match && Number(match, "rows") is { } rows && Number(match, "inner") is { } inner && Number(match, "columns") is { } columns
            ? (new ConvolutionGeometry(WindowGeometry.OnePixel, inner, columns), rows)
            : null;

    /// <summary>A convolution whose border keeps the extents, divided by the stride.</summary>
    /// <returns>The geometry; null when the text is no shape.</returns>
    public static ConvolutionGeometry? Convolution(string text)
    {
        if (ConvolutionPattern().Match(text) is not { Success: true } match
            || Number(match, "height") is not { } height
            || Number(match, "width") is not { } width
            || Number(match, "channels") is not { } channels
            || Number(match, "filters") is not { } filters)
        {
            return null;
        }

        int window = Number(match, "window") ?? 3;
        int stride = Number(match, "stride") ?? 1;
        int outputHeight = ((height - 1) / stride) + 1;
        int outputWidth = ((width - 1) / stride) + 1;
        return new ConvolutionGeometry(
            new WindowGeometry(
                height,
                width,
                window,
                window,
                stride,
                stride,
                Math.Max(0, ((outputHeight - 1) * stride) + window - height) / 2,
                Math.Max(0, ((outputWidth - 1) * stride) + window - width) / 2,
                outputHeight,
                outputWidth),
            channels,
            filters);
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?<rows>[1-9]\d{0,5})x(?<inner>[1-9]\d{0,5})x(?<columns>[1-9]\d{0,5})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MatricesPattern();

    [GeneratedRegex(
        @"^(?<height>[1-9]\d{0,4})x(?<width>[1-9]\d{0,4})x(?<channels>[1-9]\d{0,4})-(?<filters>[1-9]\d{0,4})(k(?<window>[1-9]\d?))?(s(?<stride>[1-9]\d?))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ConvolutionPattern();
}
