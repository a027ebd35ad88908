namespace SweepDsl.Runtime.Sweeps.Rounds;

/// <summary>When a study whose seeds are added is looked at: whenever their number has doubled, and at the most.</summary>
internal static class SeedLooks
{
    /// <summary>The number of seeds after some.</summary>
    public static int Next(int seeds, int most) => (int)Math.Min(2L * seeds, most);

    /// <summary>How often a study is looked at, at most: each look is a chance to find a difference that is none, and by Bonferroni's inequality a share of the significance.</summary>
    public static int Count(int seeds, int? most)
    {
        int looks = 1;
        for (int now = seeds; now < most; now = Next(now, most.Value))
        {
            looks++;
        }

        return looks;
    }
}
