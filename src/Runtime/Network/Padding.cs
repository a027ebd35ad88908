namespace SweepDsl.Runtime.Network;

/// <summary>The border a convolution or a pool adds to its input.</summary>
/// <param name="Mode">How the border is found.</param>
/// <param name="Pixels">Border on each side, for <see cref="PaddingMode.Explicit"/>.</param>
public readonly record struct Padding(PaddingMode Mode, int Pixels)
{
    /// <summary>Outputs are ceil(input / stride); an odd border has its larger half after the input.</summary>
    public static Padding Same { get; } = new(PaddingMode.Same, 0);

    /// <summary>No border.</summary>
    public static Padding Valid { get; } = new(PaddingMode.Valid, 0);

    /// <summary>The same border on each side.</summary>
    public static Padding Explicit(int pixels) => new(PaddingMode.Explicit, pixels);
}

/// <summary>How a border is found.</summary>
public enum PaddingMode
{
    /// <summary>No border.</summary>
    Valid,

    /// <summary>As wide as needed for ceil(input / stride) outputs.</summary>
    Same,

    /// <summary>A given number of pixels on each side.</summary>
    Explicit,
}
