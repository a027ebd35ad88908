using System.Buffers.Binary;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Tells whether anything was stored since that a report shows. It opens no file: names, lengths and times of writing say enough.</summary>
/// <param name="IsInUse">Whether a process works in the folder.</param>
/// <param name="Files">A hash of what is there; 0 for a folder that cannot be looked into.</param>
public readonly record struct StudyStamp(bool IsInUse, UInt128 Files)
{
    // The folder, trials/ and profile/, and the folder of each trial; not the checkpoints below.
    private static readonly EnumerationOptions Options = new() { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    /// <summary>The stamp of a results folder as it is now; the folder need not exist.</summary>
    public static StudyStamp Of(ResultsFolder results) => new(results.IsInUse, HashOf(results.Path));

    private static UInt128 HashOf(string folder)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> numbers = stackalloc byte[16];
            foreach ((string path, long length, long written) in Shown(folder))
            {
                BinaryPrimitives.WriteInt64LittleEndian(numbers, length);
                BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], written);
                hash.AppendData(Encoding.UTF8.GetBytes(path));
                hash.AppendData(numbers);
            }

            return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not there, or a folder went while it was looked into: who reads the study is told what is wrong.
            return 0;
        }
    }

    // Weights and the report itself are no part of what a report shows.
    private static FileSystemEnumerable<(string Path, long Length, long Written)> Shown(string folder) =>
        new(folder, static (ref entry) => (entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.Ticks), Options)
        {
            ShouldIncludePredicate = static (ref entry) => entry.FileName is "sweep.json" or "trial.json" or "metrics.jsonl" or "result.json" or "kernels.json",
        };
}
