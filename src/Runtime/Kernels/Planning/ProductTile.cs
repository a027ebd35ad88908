using System.Globalization;
using System.Text.RegularExpressions;

namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Which family's kernel makes a product, and how much of it at a time. No result depends on it.</summary>
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

        return null;

        static int Size(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^register ([1-9][0-9]{0,3})x([1-9][0-9]{0,3})x([1-9][0-9]{0,3}) of ([1-9][0-9]{0,3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegisterPattern();

    [GeneratedRegex(@"^tiled ([1-9][0-9]{0,3})x([1-9][0-9]{0,3})x([1-9][0-9]{0,3})/([1-9][0-9]{0,3})x([1-9][0-9]{0,3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex TiledPattern();
}
