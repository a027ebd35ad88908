using System.Security.Cryptography;
using SweepDsl.Runtime.Data.Downloads;
using SweepDsl.Runtime.Data.Files;

namespace SweepDsl.Runtime.Data.Mnist;

/// <summary>The names that an idx file goes by, packed and unpacked.</summary>
internal static class MnistFiles
{
    /// <summary>Path of a file in a folder; null when it is not there.</summary>
    public static string? TryFind(string folder, RemoteFile file)
    {
        string unpacked = file.Name[..^".gz".Length];
        string dotted = unpacked.Replace("-idx", ".idx", StringComparison.Ordinal);
        string[] names = [unpacked, file.Name, dotted, dotted + ".gz"];
        return names.Select(name => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Path of a file that must be in a folder, and must not be the other data set's.</summary>
    public static string Path(MnistLayout layout, string folder, RemoteFile file)
    {
        string path = TryFind(folder, file) ?? throw DataFault.Create(folder, $"{file.Name} is gone", $"Fetch {file.Instruction} and put it there.");
        RemoteFile other = layout.Other.Files.Single(candidate => candidate.Name == file.Name);
        if (new FileInfo(path).Length == other.Size && Hash(path) == other.Sha256)
        {
            throw DataFault.Create(path, $"it is {layout.Other.Name}'s and {layout.Name}'s is expected", $"Put {layout.Name} into a sub-folder of that name.");
        }

        return path;
    }

    private static string Hash(string path) => DataFile.Read(path, "", stream => Convert.ToHexStringLower(SHA256.HashData(stream)));
}
