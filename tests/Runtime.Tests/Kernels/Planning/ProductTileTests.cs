using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Planning;

public sealed class ProductTileTests
{
    private static readonly ProductTile[] Tiles =
    [
        new RegisterTile(16, 8, 6, 8),
        new RegisterTile(1, 1, 1, 32),
        .. WorkgroupTiles.All,
        .. CooperativeTiles.Of(new CooperativeMatrix(CooperativeMatrixExtension.Khr, 16, 8, 16), 32),
        .. CooperativeTiles.Of(new CooperativeMatrix(CooperativeMatrixExtension.NV, 8, 8, 8), 8),
    ];

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
    [TestCase("cooperative 64x64x32/32x32 by 16x16x16 of 32", Description = "no extension")]
    [TestCase("cooperative 64x64x32/32x32 by 16x16x16 AMD of 32", Description = "an extension that there is not")]
    [TestCase("cooperative 64x64x32/32x8 by 16x16x16 KHR of 32", Description = "parts of half a matrix")]
    [TestCase("cooperative 64x64x8/32x32 by 16x16x16 KHR of 32", Description = "a depth of half a matrix")]
    [TestCase("cooperative 64x64x32/32x32 by 16x16x4 KHR of 32", Description = "matrices that begin within 16 bytes")]
    public void What_is_no_tile_is_not_read(string text) => Assert.That(ProductTile.TryParse(text), Is.Null);
}
