using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SweepDsl.Runtime.Data;

/// <summary>SHA-256 of a decoded data set. Every variable part is preceded by its length, so no two data sets are written alike.</summary>
internal static class DatasetFingerprint
{
    public static string Compute(Dataset dataset)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, dataset.ClassNames.Length);
        foreach (string name in dataset.ClassNames)
        {
            byte[] text = Encoding.UTF8.GetBytes(name);
            Append(hash, text.Length);
            hash.AppendData(text);
        }

        Append(hash, dataset.Train);
        Append(hash, dataset.Validation);
        Append(hash, dataset.Test);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ExampleSet? examples)
    {
        if (examples is null)
        {
            Append(hash, -1);
            return;
        }

        Append(hash, examples.Count);
        Append(hash, examples.Shape.Height);
        Append(hash, examples.Shape.Width);
        Append(hash, examples.Shape.Channels);
        AppendLabels(hash, examples.Labels);
        hash.AppendData(examples.Pixels);
    }

    private static void AppendLabels(IncrementalHash hash, ReadOnlySpan<uint> labels)
    {
        if (BitConverter.IsLittleEndian)
        {
            hash.AppendData(MemoryMarshal.AsBytes(labels));
            return;
        }

        foreach (uint label in labels)
        {
            Append(hash, (int)label);
        }
    }

    private static void Append(IncrementalHash hash, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
