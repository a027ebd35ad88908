using System.Globalization;
using System.Text.RegularExpressions;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Which family's kernel makes a product, and how much of it at a time. Tiles of one family give the same bits; cooperative ones if of the same unit too.</summary>
/// <param name="Family">The family.</param>
public abstract partial record ProductTile(KernelFamily Family)
{
    /// <summary>Reads what <see cref="object.ToString"/> wrote.</summary>
    /// <returns>The tile; null when the text is none, or no kernel can be made with its sizes.</returns>
    public static ProductTile? TryParse(string text)
    {
        if (RegisterPattern().Match(text) is { Success: true } register)
        {
            RegisterTile tile = new(Size(register, 1), Size(register, 2), Size(register, 3), Size(register, 4));
            return tile.IsWhole ? tile : null;
        }

        if (TiledPattern().Match(text) is { Success: true } tiled)
        {
            WorkgroupTile workgroup = new(Size(tiled, 1), Size(tiled, 2), Size(tiled, 3), Size(tiled, 4), Size(tiled, 5));
            return workgroup.IsWhole ? workgroup : null;
        }

        if (CooperativePattern().Match(text) is { Success: true } matrices && CooperativeMatrixExtension.All.FirstOrDefault(known => known.Name == matrices.Groups[9].Value) is { } extension)
        {
            CooperativeMatrix unit = new(extension, Size(matrices, 6), Size(matrices, 7), Size(matrices, 8));
            CooperativeTile cooperative = new(Size(matrices, 1), Size(matrices, 2), Size(matrices, 3), Size(matrices, 4), Size(matrices, 5), unit, Size(matrices, 10));
            return cooperative.IsWhole ? cooperative : null;
        }

        return null;

        static int Size(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^register ([1-9][0-9]{0,3})x([1-9][0-9]{0,3})x([1-9][0-9]{0,3}) of ([1-9][0-9]{0,3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegisterPattern();

    [GeneratedRegex(@"^tiled ([1-9][0-9]{0,3})x([1-9][0-9]{0,3})x([1-9][0-9]{0,3})/([1-9][0-9]{0,3})x([1-9][0-9]{0,3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex TiledPattern();

    [GeneratedRegex(
        @"^cooperative ([1-9][0-9]{0,3})x([1-9][0-9]{0,3})x([1-9][0-9]{0,3})/([1-9][0-9]{0,3})x([1-9][0-9]{0,3}) by ([1-9][0-9]{0,3})x([1-9][0-9]{0,3})x([1-9][0-9]{0,3}) ([A-Z]+) of ([1-9][0-9]{0,3})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex CooperativePattern();
}
