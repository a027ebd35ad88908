using System.Buffers.Binary;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>A floating-point format of safetensors, and how its bytes become float32. All are little-endian.</summary>
internal sealed record TensorType(string Name, int Bytes, TensorType.Conversion ToSingle)
{
    /// <summary>The format this program writes.</summary>
    public static TensorType F32 { get; } = new("F32", 4, BinaryPrimitives.ReadSingleLittleEndian);

    private static readonly TensorType[] Readable =
    [
        F32,
        new("F64", 8, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        new("F16", 2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        new("BF16", 2, bytes => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
    ];

    /// <summary>Makes one value of the first bytes.</summary>
    public delegate float Conversion(ReadOnlySpan<byte> bytes);

    /// <summary>The format of this name.</summary>
    public static TensorType Parse(string name, string tensor) =>
        Array.Find(Readable, type => type.Name == name)
        ?? throw new SafetensorsException($"tensor '{tensor}' has dtype {name}; only {string.Join(", ", Readable.Select(type => type.Name))} are read.");
}
