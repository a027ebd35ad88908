using System.Globalization;

namespace SweepDsl.Runtime.Training;

/// <summary>How many trials share a command stream: a number, or as many as measurably pay.</summary>
public readonly record struct PackSize
{
    /// <summary>The most trials that are packed.</summary>
    public const int Max = 64;

    private readonly int _trials;

    private PackSize(int trials) => _trials = trials;

    /// <summary>As many as the device's memory holds and as make the whole measurably faster.</summary>
    public static PackSize Auto => default;

    /// <summary>The number of trials; null for <see cref="Auto"/>.</summary>
    public int? Trials => _trials == 0 ? null : _trials;

    /// <summary>A number of trials, from 1 to <see cref="Max"/>; fewer where the device's memory does not hold as many.</summary>
    public static PackSize Of(int trials) => trials is >= 1 and <= Max
        ? new PackSize(trials)
        : throw new ArgumentOutOfRangeException(nameof(trials), trials, $"From 1 to {Max} trials can be packed.");

    /// <summary>Reads <c>auto</c> or a number.</summary>
    public static bool TryParse(string text, out PackSize size)
    {
        size = Auto;
        if (text == "auto")
        {
            return true;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int trials) && trials is >= 1 and <= Max)
        {
            size = Of(trials);
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Trials?.ToString(CultureInfo.InvariantCulture) ?? "auto";
}
