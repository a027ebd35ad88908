using Google.Protobuf;

namespace SweepDsl.Runtime.Tests.Reports.Exports;

/// <summary>The fields of an encoded message, by number, as Google's library reads them.</summary>
internal sealed class ProtobufFields
{
    private readonly List<(int Field, object Value)> _fields = [];

    public ProtobufFields(byte[] message)
    {
        using CodedInputStream input = new(message);
        while (input.ReadTag() is not 0 and uint tag)
        {
            _fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadInt64(),
                WireFormat.WireType.Fixed64 => input.ReadDouble(),
                WireFormat.WireType.Fixed32 => input.ReadFloat(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                WireFormat.WireType other => throw new InvalidDataException($"Wire type {other}."),
            }));
        }
    }

    public bool Has(int field) => _fields.Exists(pair => pair.Field == field);

    public long Integer(int field) => (long)Value(field);

    public double Double(int field) => (double)Value(field);

    public float Float(int field) => (float)Value(field);

    public byte[] Bytes(int field) => (byte[])Value(field);

    public string Text(int field) => System.Text.Encoding.UTF8.GetString(Bytes(field));

    public ProtobufFields Message(int field) => new(Bytes(field));

    public IEnumerable<ProtobufFields> Messages(int field) => _fields.Where(pair => pair.Field == field).Select(pair => new ProtobufFields((byte[])pair.Value));

    private object Value(int field) => _fields.Last(pair => pair.Field == field).Value;
}
