namespace SweepDsl.Runtime.Training;

/// <summary>One finding of <c>sweep doctor</c>.</summary>
/// <param name="Subject">What was looked at, such as "Vulkan loader".</param>
/// <param name="IsHealthy">Whether it is as a run needs it.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Remedy">How to get what is missing; null when nothing is.</param>
public sealed record HealthCheck(string Subject, bool IsHealthy, string Finding, string? Remedy);
