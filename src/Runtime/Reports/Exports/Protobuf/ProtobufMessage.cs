using System.Buffers.Binary;
using System.Text;

namespace SweepDsl.Runtime.Reports.Exports.Protobuf;

/// <summary>A message in Protocol Buffers' wire format, written field by field. A field that is not written has its default.</summary>
internal sealed class ProtobufMessage
{
    private readonly MemoryStream _bytes = new();

    private enum WireType
    {
        VarInt = 0,
        Fixed64 = 1,
        LengthDelimited = 2,
        Fixed32 = 5,
    }

    /// <summary>The encoded message.</summary>
    public ReadOnlySpan<byte> Encoded => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    /// <summary>Writes an <c>int32</c>, <c>int64</c>, <c>bool</c> or enumeration.</summary>
    public ProtobufMessage Integer(int field, long value)
    {
        Tag(field, WireType.VarInt);
        VarInt((ulong)value);
        return this;
    }

    /// <summary>Writes a <c>float</c>.</summary>
    public ProtobufMessage Float(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Writes a <c>double</c>.</summary>
    public ProtobufMessage Double(int field, double value)
    {
        Tag(field, WireType.Fixed64);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Writes a <c>string</c>.</summary>
    public ProtobufMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes <c>bytes</c>.</summary>
    public ProtobufMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.LengthDelimited);
        VarInt((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Writes a message.</summary>
    public ProtobufMessage Message(int field, ProtobufMessage value) => Bytes(field, value.Encoded);

    /// <summary>Writes a field again for each of some messages.</summary>
    public ProtobufMessage Messages(int field, IEnumerable<ProtobufMessage> values)
    {
        foreach (ProtobufMessage value in values)
        {
            Message(field, value);
        }

        return this;
    }

    private void Tag(int field, WireType type) => VarInt(((ulong)field << 3) | (ulong)type);

    private void VarInt(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
