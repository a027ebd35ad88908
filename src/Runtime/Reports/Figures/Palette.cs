using System.Globalization;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Colours that colour-blind readers tell apart too.</summary>
internal static class Palette
{
    // Okabe and Ito's, without yellow, which no paper shows.
    private static readonly string[] Groups = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#858c97"];

    // Viridis at tenths of its length (van der Walt and Smith), without its end, too light for paper.
    private static readonly int[] Viridis = [0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151, 0xbddf26];

    // Both ends are taken in a little: pictures are read on dark grounds and on light ones.
    private const double From = 0.14;
    private const double To = 0.92;

    /// <summary>The colour of one of several groups without order.</summary>
    public static string Group(int index) => Groups[index % Groups.Length];

    /// <summary>The colour of a share from 0 to 1.</summary>
    public static string Sequential(double share)
    {
        double place = (From + (Math.Clamp(share, 0, 1) * (To - From))) * (Viridis.Length - 1);
        int below = Math.Min(Viridis.Length - 2, (int)place);
        return "#" + string.Concat(new[] { 16, 8, 0 }.Select(shift => Mixed(Viridis[below], Viridis[below + 1], place - below, shift).ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>The colour of a place in an order.</summary>
    public static string Sequential(int index, int count) => Sequential(count < 2 ? 0.4 : index / (count - 1.0));

    private static int Mixed(int from, int to, double share, int shift) => (int)Math.Round((((from >> shift) & 255) * (1 - share)) + (((to >> shift) & 255) * share));
}
