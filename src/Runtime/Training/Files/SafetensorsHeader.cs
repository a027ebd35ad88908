using System.Collections.Immutable;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>What a safetensors file says of its contents, checked against the size of its data.</summary>
/// <param name="Tensors">Its tensors, in the order of their data, which they cover without gap or overlap.</param>
/// <param name="Metadata">Its <c>__metadata__</c>.</param>
internal sealed record SafetensorsHeader(ImmutableArray<TensorEntry> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>The key that is no tensor's name.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The most bytes a header may have.</summary>
    public const int MaxBytes = 100_000_000;

    /// <summary>Puts tensors in the order of their data and checks that they cover it exactly.</summary>
    /// <param name="tensors">The tensors, in any order.</param>
    /// <param name="metadata">The metadata.</param>
    /// <param name="dataBytes">Bytes that follow the header.</param>
    public static SafetensorsHeader Covering(IEnumerable<TensorEntry> tensors, ImmutableSortedDictionary<string, string> metadata, long dataBytes)
    {
        ImmutableArray<TensorEntry> ordered = [.. tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)];
        long position = 0;
        foreach (TensorEntry tensor in ordered)
        {
            if (tensor.Begin != position)
            {
                throw new SafetensorsException(
                    $"tensor '{tensor.Name}' begins at byte {tensor.Begin} of the data where byte {position} was expected: tensors must follow each other without gap or overlap.");
            }

            position = tensor.End;
        }

        return position == dataBytes
            ? new SafetensorsHeader(ordered, metadata)
            : throw new SafetensorsException($"the tensors take {position} bytes and the file holds {dataBytes} bytes of data: it is cut short or has something appended.");
    }
}

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its format.</param>
/// <param name="Shape">Extent of each axis.</param>
/// <param name="Begin">Its first byte in the data.</param>
/// <param name="End">The first byte after it.</param>
internal sealed record TensorEntry(string Name, TensorType Type, ImmutableArray<int> Shape, long Begin, long End)
{
    /// <summary>Number of values.</summary>
    public int Elements => checked((int)((End - Begin) / Type.Bytes));
}
