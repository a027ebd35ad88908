using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Tests.Kernels.Planning;

public sealed class ProductTileTests
{
    private static readonly ProductTile[] Tiles = [new RegisterTile(8, 2), new RegisterTile(1, 1)];

    [TestCaseSource(nameof(Tiles))]
    public void What_is_written_is_read(ProductTile tile) => Assert.That(ProductTile.TryParse(tile.ToString()), Is.EqualTo(tile));

    [TestCase("")]
    [TestCase("register")]
    [TestCase("register 8")]
    [TestCase("register 8x2\n")]
    [TestCase("register 0x2")]
    [TestCase("register 8x-2")]
    [TestCase("register 99999999999x2")]
    [TestCase("Register 8x2")]
    public void What_is_no_tile_is_not_read(string text) => Assert.That(ProductTile.TryParse(text), Is.Null);
}
