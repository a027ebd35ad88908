namespace SweepDsl.Runtime.Data.Downloads;

/// <summary>A server leads to where a download does not follow.</summary>
/// <param name="message">Where it leads, to stand behind the address.</param>
internal sealed class InsecureRedirectException(string message) : Exception(message);
