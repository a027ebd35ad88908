namespace SweepDsl.Runtime;

/// <summary>This program's version.</summary>
internal static class ProgramVersion
{
    /// <summary>Major, minor and patch, such as <c>1.2.3</c>.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
