using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Model;

/// <summary>The border of a convolution or a pool.</summary>
/// <param name="Mode">How the border is found.</param>
/// <param name="Pixels">Border on each side, an integer; null unless the mode is <see cref="PaddingMode.Explicit"/>.</param>
public sealed record PaddingSetting(PaddingMode Mode, Expression? Pixels = null);

/// <summary>How a border is found.</summary>
public enum PaddingMode
{
    /// <summary>No border.</summary>
    Valid,

    /// <summary>As wide as needed for ceil(input / stride) outputs.</summary>
    Same,

    /// <summary>A number of pixels on each side.</summary>
    Explicit,
}
