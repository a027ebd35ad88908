using System.Security.Cryptography;

namespace SweepDsl.Runtime.Reports.Watch;

/// <summary>A study as it was at one moment.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Text">What is wrong and what to do, where something is; otherwise null.</param>
/// <param name="Document">The page's data, in UTF-8 and without line ends; made once for all who look.</param>
internal sealed record WatchSnapshot(WatchState State, string? Text, byte[] Document)
{
    /// <summary>Says which data these are: equal for equal ones.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Document).AsSpan(0, 8));
}
