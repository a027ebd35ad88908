using System.Text;

namespace SweepDsl.Runtime.Reports.Exports.Parquet;

/// <summary>Writes the parts of Thrift's compact protocol that Parquet's metadata are made of: structs of integers, strings, structs and lists of them.</summary>
internal sealed class ThriftCompactWriter
{
    private const int MostShortDelta = 15;
    private const int MostShortSize = 14;

    private readonly MemoryStream _bytes = new();
    private readonly Stack<short> _outerFields = [];
    private short _lastField;

    private enum WireType
    {
        Int32 = 5,
        Int64 = 6,
        Binary = 8,
        List = 9,
        Struct = 12,
    }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    /// <summary>Writes a field of 32 bits.</summary>
    public void Int32(short field, int value)
    {
        Field(field, WireType.Int32);
        ZigZag(value);
    }

    /// <summary>Writes a field of 64 bits.</summary>
    public void Int64(short field, long value)
    {
        Field(field, WireType.Int64);
        ZigZag(value);
    }

    /// <summary>Writes a field of text.</summary>
    public void Text(short field, string value)
    {
        Field(field, WireType.Binary);
        Text(value);
    }

    /// <summary>Writes a field that is a struct.</summary>
    public void Struct(short field, Action members)
    {
        Field(field, WireType.Struct);
        Struct(members);
    }

    /// <summary>Writes a field that is a list of 32-bit integers.</summary>
    public void Int32List(short field, params ReadOnlySpan<int> values)
    {
        ListHead(field, values.Length, WireType.Int32);
        foreach (int value in values)
        {
            ZigZag(value);
        }
    }

    /// <summary>Writes a field that is a list of texts.</summary>
    public void TextList(short field, params ReadOnlySpan<string> values)
    {
        ListHead(field, values.Length, WireType.Binary);
        foreach (string value in values)
        {
            Text(value);
        }
    }

    /// <summary>Writes a field that is a list of structs.</summary>
    public void StructList<T>(short field, IReadOnlyCollection<T> items, Action<T> members)
    {
        ListHead(field, items.Count, WireType.Struct);
        foreach (T item in items)
        {
            Struct(() => members(item));
        }
    }

    /// <summary>Writes a struct by itself.</summary>
    public void Struct(Action members)
    {
        // Fields are numbered from the one before, and those of each struct by themselves.
        _outerFields.Push(_lastField);
        _lastField = 0;
        members();
        _bytes.WriteByte(0);
        _lastField = _outerFields.Pop();
    }

    private void Field(short field, WireType type)
    {
        int delta = field - _lastField;
        if (delta is > 0 and <= MostShortDelta)
        {
            _bytes.WriteByte((byte)((delta << 4) | (int)type));
        }
        else
        {
            _bytes.WriteByte((byte)type);
            ZigZag(field);
        }

        _lastField = field;
    }

    private void ListHead(short field, int count, WireType elements)
    {
        Field(field, WireType.List);
        if (count <= MostShortSize)
        {
            _bytes.WriteByte((byte)((count << 4) | (int)elements));
        }
        else
        {
            _bytes.WriteByte((byte)(0xF0 | (int)elements));
            VarInt((ulong)count);
        }
    }

    private void Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        VarInt((ulong)utf8.Length);
        _bytes.Write(utf8);
    }

    private void ZigZag(long value) => VarInt((ulong)((value << 1) ^ (value >> 63)));

    private void VarInt(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
