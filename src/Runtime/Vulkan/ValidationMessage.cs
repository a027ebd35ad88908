namespace SweepDsl.Runtime.Vulkan;

/// <summary>One warning or error of the validation layer.</summary>
/// <param name="IsError">Whether it is an error.</param>
/// <param name="Id">Name of the rule, such as <c>SYNC-HAZARD-WRITE-AFTER-WRITE</c>.</param>
/// <param name="Text">The whole message.</param>
public readonly record struct ValidationMessage(bool IsError, string Id, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsError ? "error" : "warning")} {Id}: {Text}";
}
