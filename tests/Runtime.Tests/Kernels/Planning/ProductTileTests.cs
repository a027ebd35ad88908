using SweepDsl.Runtime.Kernels.Planning;

namespace SweepDsl.Runtime.Tests.Kernels.Planning;

public sealed class ProductTileTests
{
    private static readonly ProductTile[] Tiles = [new RegisterTile(16, 8, 6, 8), new RegisterTile(1, 1, 1, 32), .. WorkgroupTiles.All];

    [TestCaseSource(nameof(Tiles))]
    public void What_is_written_is_read(ProductTile tile) => Assert.That(ProductTile.TryParse(tile.ToString()), Is.EqualTo(tile));

    [TestCase("")]
    [TestCase("register")]
    [TestCase("register 8x4x4")]
    [TestCase("register 8x4x4 of 8\n")]
    [TestCase("register 0x4x4 of 8")]
    [TestCase("register 8x-4x4 of 8")]
    [TestCase("register 99999999999x4x4 of 8")]
    [TestCase("register 8x16x4 of 8")]
    [TestCase("register 8x3x2 of 8")]
    [TestCase("register 8x4x5 of 8")]
    [TestCase("Register 8x4x4 of 8")]
    [TestCase("tiled 64x64x16")]
    [TestCase("tiled 64x64x16/5x4", Description = "parts that are no vectors")]
    [TestCase("tiled 64x64x16/12x4", Description = "parts that do not fill the tile")]
    [TestCase("tiled 16x128x16/16x16", Description = "more columns than invocations")]
    public void What_is_no_tile_is_not_read(string text) => Assert.That(ProductTile.TryParse(text), Is.Null);
}
