namespace SweepDsl.Runtime.Vulkan;

/// <summary>One thing that <see cref="Doctor"/> looked at.</summary>
/// <param name="Subject">What it is, such as <c>Vulkan devices</c>.</param>
/// <param name="IsHealthy">Whether training can do with what was found.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Remedy">How to get what is missing, or what would be better; null when there is nothing to do.</param>
public sealed record DoctorFinding(string Subject, bool IsHealthy, string Finding, string? Remedy = null);
