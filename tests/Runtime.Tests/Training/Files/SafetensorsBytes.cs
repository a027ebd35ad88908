using System.Buffers.Binary;
using System.Text;

namespace SweepDsl.Runtime.Tests.Training.Files;

/// <summary>Builds safetensors files by hand, good and bad.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(string header, int dataBytes = 0) => Of(Encoding.UTF8.GetBytes(header), new byte[dataBytes]);

    public static byte[] Of(byte[] header, byte[] data) => Of((ulong)header.Length, header, data);

    public static byte[] Of(ulong headerLength, byte[] header, byte[] data)
    {
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, headerLength);
        return [.. length, .. header, .. data];
    }
}
