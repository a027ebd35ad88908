using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Shapes;

/// <summary>The outputs of a window over an image.</summary>
internal readonly record struct WindowOutputs(long Height, long Width, long WindowHeight, long WindowWidth);

/// <summary>Finds how often a layer's window fits into its image.</summary>
internal sealed class WindowInference(Evaluator evaluator)
{
    /// <summary>The outputs; null when the window does not fit, which <paramref name="fault"/> tells, or when a value is itself in error.</summary>
    public WindowOutputs? Infer(ExtentSetting window, ExtentSetting stride, PaddingSetting padding, FeatureShape input, bool isPool, out string? fault)
    {
        fault = null;
        if (Extent(window) is not { } extent || Extent(stride) is not { } step)
        {
            return null;
        }

        long pixels = 0;
        if (padding.Pixels is not null)
        {
            if (evaluator.WholeNumber(padding.Pixels, least: 0) is not { } border)
            {
                return null;
            }

            pixels = border;
        }

        string windowWord = isPool ? "window" : "kernel";
        if (isPool && pixels >= Math.Min(extent.Height, extent.Width) && pixels > 0)
        {
            fault = $"has a border of {pixels} pixels and a window of {extent.Height}x{extent.Width}: some windows would lie wholly outside the image. Use fewer pixels than the window has.";
            return null;
        }

        long height = WindowArithmetic.Outputs(input.Height, extent.Height, step.Height, padding.Mode, pixels);
        long width = WindowArithmetic.Outputs(input.Width, extent.Width, step.Width, padding.Mode, pixels);
        if (height > 0 && width > 0)
        {
            return new WindowOutputs(height, width, extent.Height, extent.Width);
        }

        string withBorder = pixels > 0 ? $" with {pixels} pixels of padding on each side" : "";
        fault = $"has a {windowWord} of {extent.Height}x{extent.Width}, which does not fit into its input of {input} (height x width x channels){withBorder}. Use a smaller {windowWord}, 'padding: same', or fewer pools before it.";
        return null;
    }

    private (long Height, long Width)? Extent(ExtentSetting extent) =>
        evaluator.WholeNumber(extent.Height) is { } height && evaluator.WholeNumber(extent.Width) is { } width ? (height, width) : null;
}
