namespace SweepDsl.Runtime.Data.ImageFolders;

/// <summary>An image on disk.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Label">Its class.</param>
internal readonly record struct ImageFile(string Path, uint Label);
