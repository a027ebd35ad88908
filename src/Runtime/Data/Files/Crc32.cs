namespace SweepDsl.Runtime.Data.Files;

/// <summary>The checksum of gzip (RFC 1952): the CRC with the reversed polynomial 0xEDB88320.</summary>
internal struct Crc32
{
    private static readonly uint[] Table = CreateTable();
    private uint _complement;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => _complement;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~_complement;
        uint[] table = Table;
        foreach (byte value in bytes)
        {
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        _complement = ~crc;
    }

    private static uint[] CreateTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint entry = i;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry >> 1) ^ ((entry & 1) * 0xEDB88320);
            }

            table[i] = entry;
        }

        return table;
    }
}
