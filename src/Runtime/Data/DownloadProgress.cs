namespace SweepDsl.Runtime.Data;

/// <summary>How far a download is.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="BytesDone">Bytes that are here, those of an earlier, interrupted download included.</param>
/// <param name="BytesInAll">Size of the file.</param>
public readonly record struct DownloadProgress(string File, long BytesDone, long BytesInAll);
