using SweepDsl.Runtime.Data.Files;

namespace SweepDsl.Runtime.Tests.Data;

public sealed class Crc32Tests
{
    [Test]
    public void Check_value_of_the_catalogue_in_one_or_two_pieces()
    {
        Crc32 whole = default;
        whole.Append("123456789"u8);
        Crc32 pieces = default;
        pieces.Append("1234"u8);
        pieces.Append("56789"u8);

        Assert.That((whole.Value, pieces.Value), Is.EqualTo((0xCBF43926u, 0xCBF43926u)));
        Assert.That(default(Crc32).Value, Is.Zero);
    }
}
