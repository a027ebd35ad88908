namespace SweepDsl.Generator.Diagnostics;

/// <summary>Where the diagnostics are explained.</summary>
internal static class HelpLink
{
    public const string Uri = "README.md#diagnostics";
}
