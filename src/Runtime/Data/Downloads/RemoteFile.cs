namespace SweepDsl.Runtime.Data.Downloads;

/// <summary>A published file, pinned: nothing else passes for it.</summary>
/// <param name="Name">Its name on disk.</param>
/// <param name="Address">Its official address; https.</param>
/// <param name="Size">Its size, in bytes.</param>
/// <param name="Sha256">Its SHA-256, as lowercase hexadecimal digits.</param>
internal sealed record RemoteFile(string Name, Uri Address, long Size, string Sha256)
{
    /// <summary>What a user needs to fetch it by other means.</summary>
    public string Instruction => $"{Address} ({Size:N0} bytes, SHA-256 {Sha256})";
}
