using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Data.Cifar;

/// <summary>Decodes records of one or two label bytes and three planes of pixels.</summary>
internal static class CifarRecords
{
    private const int Channels = 3;
    private static readonly FeatureShape Shape = new(Channels, CifarLayout.Size, CifarLayout.Size);

    /// <summary>The examples of some files, one file after another.</summary>
    /// <exception cref="SweepException">A file holds no whole number of records, or a label is out of range.</exception>
    public static ExampleSet Decode(CifarLayout layout, IReadOnlyList<CifarFile> files)
    {
        int count = 0;
        foreach (CifarFile file in files)
        {
            CheckLength(layout, file);
            count += file.Content.Length / layout.RecordBytes;
        }

        byte[] pixels = new byte[checked(count * Shape.Elements)];
        uint[] labels = new uint[count];
        int example = 0;
        foreach (CifarFile file in files)
        {
            for (int record = 0; record < file.Content.Length / layout.RecordBytes; record++, example++)
            {
                ReadOnlySpan<byte> bytes = file.Content.AsSpan(record * layout.RecordBytes, layout.RecordBytes);
                labels[example] = ReadLabel(layout, file, record, bytes);
                Interleave(bytes[layout.LabelRanges.Length..], pixels.AsSpan(example * Shape.Elements, Shape.Elements));
            }
        }

        return new ExampleSet(Shape, pixels, labels);
    }

    private static void CheckLength(CifarLayout layout, CifarFile file)
    {
        if (file.Content.Length == 0 || file.Content.Length % layout.RecordBytes != 0)
        {
            throw Damaged(layout, file, $"it has {file.Content.Length:N0} bytes, which is no whole number of records of {layout.RecordBytes:N0}");
        }
    }

    private static uint ReadLabel(CifarLayout layout, CifarFile file, int record, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < layout.LabelRanges.Length; i++)
        {
            if (bytes[i] >= layout.LabelRanges[i])
            {
                throw Damaged(layout, file, $"label {bytes[i]} of record {record} (counted from 0) is not below {layout.LabelRanges[i]}");
            }
        }

        return bytes[layout.LabelRanges.Length - 1];
    }

    private static void Interleave(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        ReadOnlySpan<byte> red = planes[..CifarLayout.PlaneBytes];
        ReadOnlySpan<byte> green = planes.Slice(CifarLayout.PlaneBytes, CifarLayout.PlaneBytes);
        ReadOnlySpan<byte> blue = planes.Slice(2 * CifarLayout.PlaneBytes, CifarLayout.PlaneBytes);
        for (int i = 0; i < red.Length; i++)
        {
            pixels[Channels * i] = red[i];
            pixels[(Channels * i) + 1] = green[i];
            pixels[(Channels * i) + 2] = blue[i];
        }
    }

    private static SweepException Damaged(CifarLayout layout, CifarFile file, string what) =>
        DataFault.Create(file.Where, what, $"See that it is the binary version of {layout.Name}; the original is {layout.Archive.Address}.");
}
