using System.Security.Cryptography;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>One entry of a cache: a mark, the SHA-256 of the contents, the contents.</summary>
internal sealed class CacheFile(string path)
{
    private static ReadOnlySpan<byte> Mark => "SWEEPC01"u8;

    /// <summary>The contents, or null when there are none or they are damaged.</summary>
    public byte[]? Read()
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        int start = Mark.Length + SHA256.HashSizeInBytes;
        if (bytes.Length < start || !bytes.AsSpan().StartsWith(Mark))
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(start), hash);
        return hash.SequenceEqual(bytes.AsSpan(Mark.Length, hash.Length)) ? bytes[start..] : null;
    }

    /// <summary>Replaces the contents by one rename, so that readers in other processes see the old or the new ones; a cache that cannot be written is not an error.</summary>
    public void Write(ReadOnlySpan<byte> contents)
    {
        string temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(Mark);
                file.Write(SHA256.HashData(contents));
                file.Write(contents);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder went away or is read-only: nothing was written that could be left behind.
        }
    }
}
