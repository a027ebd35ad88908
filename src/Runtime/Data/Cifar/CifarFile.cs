namespace SweepDsl.Runtime.Data.Cifar;

/// <summary>The content of a file of a CIFAR data set.</summary>
/// <param name="Where">Where it was found: a path, or an archive and an entry.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record CifarFile(string Where, byte[] Content);
