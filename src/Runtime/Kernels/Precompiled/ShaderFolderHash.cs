using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SweepDsl.Runtime.Kernels.Precompiled;

/// <summary>Tells one state of the shader folder from another.</summary>
internal static class ShaderFolderHash
{
    private const int Digits = 16;

    /// <summary>The first 16 hexadecimal digits of a SHA-256 of the names and contents of all files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="introduction">What else the hash is of.</param>
    public static string Of(string folder, string introduction = "")
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{introduction}\n"));
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            byte[] contents = File.ReadAllBytes(file);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(folder, file).Replace('\\', '/')}\n{contents.Length}\n")));
            hash.AppendData(contents);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
