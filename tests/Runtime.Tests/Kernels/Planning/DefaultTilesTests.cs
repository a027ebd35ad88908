using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Planning;

public sealed class DefaultTilesTests
{
    private const uint Nvidia = 0x10DE;
    private const uint Amd = 0x1002;

    private static readonly DeviceTraits Gpu = new(Nvidia, GpuDeviceType.Discrete, 48 << 10, 1024, 1024, 32, SubgroupOperations.Shuffle, 1 << 27);

    private static readonly CooperativeMatrix Unit = new(CooperativeMatrixExtension.Khr, 16, 16, 16);

    private static readonly DeviceTraits[] Devices = [DeviceTraits.Minimal, Gpu, Gpu with { VendorId = Amd }, Gpu with { SharedMemoryBytes = 32 << 10, MaxWorkgroupInvocations = 256 }];

    [TestCase(GpuDeviceType.Cpu, ExpectedResult = KernelFamily.Register)]
    [TestCase(GpuDeviceType.Discrete, ExpectedResult = KernelFamily.Tiled)]
    [TestCase(GpuDeviceType.Integrated, ExpectedResult = KernelFamily.Tiled)]
    public KernelFamily The_kind_of_device_decides_the_family(GpuDeviceType type) => new DefaultTiles(Gpu with { Type = type }).For(Square(64)).Family;

    [Test]
    public void A_processor_whose_lanes_cannot_shuffle_takes_tiled_kernels() => Assert.That(
        new DefaultTiles(Gpu with { Type = GpuDeviceType.Cpu, SubgroupOperations = SubgroupOperations.Basic }).For(Square(64)).Family, Is.EqualTo(KernelFamily.Tiled));

    [Test]
    public void Tensors_too_long_to_fetch_from_are_left_to_tiled_kernels()
    {
        DeviceTraits small = DeviceTraits.Minimal with { MaxTexelBufferElements = 65_536 };
        ProductProblem fits = ProductProblem.Dense(ProductDirection.Forward, 512, 512, 512);
        ProductProblem isLonger = ProductProblem.Dense(ProductDirection.Forward, 512, 512, 513);

        Assert.That(new DefaultTiles(small).For(fits).Family, Is.EqualTo(KernelFamily.Register));
        Assert.That(new DefaultTiles(small).For(isLonger).Family, Is.EqualTo(KernelFamily.Tiled));
    }

    [TestCase(64, ExpectedResult = true)]
    [TestCase(65, ExpectedResult = false)]
    public bool A_pool_is_made_with_the_product_only_if_its_gradient_can_be_fetched_too(int batch)
    {
        ConvolutionGeometry geometry = new(new WindowGeometry(16, 16, 3, 3, 1, 1, 1, 1, 16, 16), InputChannels: 1, OutputChannels: 64);
        DefaultTiles tiles = new(DeviceTraits.Minimal with { MaxTexelBufferElements = 65_536 });

        return Conv2dKernels.CanPool(tiles, geometry, new FusedPool(2, 2), batch, ElementType.Float32);
    }

    [Test]
    public void Tiled_kernels_make_no_pool([Values] GpuDeviceType type)
    {
        ConvolutionGeometry geometry = new(new WindowGeometry(16, 16, 3, 3, 1, 1, 1, 1, 16, 16), InputChannels: 4, OutputChannels: 8);

        Assert.That(Conv2dKernels.CanPool(new DefaultTiles(Gpu with { Type = type }, KernelFamily.Tiled), geometry, new FusedPool(2, 2), 8, ElementType.Float32), Is.False);
        Assert.That(Conv2dKernels.CanPool(new DefaultTiles(Gpu with { Type = type }, KernelFamily.Register), geometry, new FusedPool(2, 2), 8, ElementType.Float32), Is.True);
    }

    [Test]
    public void A_forced_family_is_taken_on_every_device([Values(KernelFamily.Register, KernelFamily.Tiled)] KernelFamily family, [Values] GpuDeviceType type) =>
        Assert.That(new DefaultTiles(Gpu with { Type = type }, family).For(Square(64)).Family, Is.EqualTo(family));

    [Test]
    public void Large_products_get_large_tiles_and_small_ones_small_tiles()
    {
        DefaultTiles tiles = new(Gpu);

        Assert.That(tiles.For(Square(4096)), Is.EqualTo(new WorkgroupTile(128, 128, 16, 8, 8)));
        Assert.That(tiles.For(Square(16)), Is.EqualTo(new WorkgroupTile(16, 16, 16, 4, 4)));
    }

    [Test]
    public void Tiles_of_128_by_128_are_left_to_devices_that_have_the_registers() => Assert.That(
        new DefaultTiles(Gpu with { VendorId = Amd }).For(Square(4096)), Is.EqualTo(new WorkgroupTile(64, 64, 16, 8, 4)));

    [TestCaseSource(nameof(Devices))]
    public void No_tile_asks_for_more_than_the_device_grants(DeviceTraits device)
    {
        foreach (int size in (int[])[1, 3, 16, 100, 1000, 4096])
        {
            WorkgroupTile tile = (WorkgroupTile)new DefaultTiles(device, KernelFamily.Tiled).For(Square(size));

            Assert.That(tile.SharedBytes, Is.LessThanOrEqualTo(device.SharedMemoryBytes));
            Assert.That(tile.Threads, Is.LessThanOrEqualTo(device.MaxWorkgroupInvocations));
        }
    }

    [TestCase(GpuDeviceType.Discrete, null, ExpectedResult = KernelFamily.Cooperative)]
    [TestCase(GpuDeviceType.Discrete, KernelFamily.Tiled, ExpectedResult = KernelFamily.Tiled)]
    [TestCase(GpuDeviceType.Discrete, KernelFamily.Cooperative, ExpectedResult = KernelFamily.Cooperative)]
    [TestCase(GpuDeviceType.Cpu, null, ExpectedResult = KernelFamily.Register)]
    [TestCase(GpuDeviceType.Cpu, KernelFamily.Cooperative, ExpectedResult = KernelFamily.Cooperative)]
    public KernelFamily Units_for_matrices_make_products_of_float16_on_GPUs_and_where_they_are_forced(GpuDeviceType type, KernelFamily? forced) =>
        new DefaultTiles(Gpu with { Type = type, Matrix = Unit }, forced).For(Square(64, ElementType.Float16)).Family;

    [Test]
    public void Products_of_float32_are_made_as_without_units_for_matrices([Values] GpuDeviceType type, [Values(null, KernelFamily.Cooperative)] KernelFamily? forced) =>
        Assert.That(new DefaultTiles(Gpu with { Type = type, Matrix = Unit }, forced).For(Square(64)), Is.EqualTo(new DefaultTiles(Gpu with { Type = type }).For(Square(64))));

    [Test]
    public void A_device_without_units_for_matrices_makes_products_of_float16_as_others() => Assert.That(
        new DefaultTiles(Gpu, KernelFamily.Cooperative).For(Square(64, ElementType.Float16)).Family, Is.EqualTo(KernelFamily.Tiled));

    [TestCase(16, 16, 16, 32)]
    [TestCase(16, 8, 16, 32)]
    [TestCase(16, 16, 16, 64)]
    [TestCase(8, 16, 16, 16)]
    [TestCase(8, 8, 8, 8)]
    public void There_are_tiles_for_the_matrices_of_all_devices(int rows, int columns, int depth, int lanes)
    {
        CooperativeMatrix unit = new(CooperativeMatrixExtension.Khr, rows, columns, depth);
        DeviceTraits device = Gpu with { SubgroupSize = lanes, Matrix = unit };

        foreach (int size in (int[])[1, 16, 100, 4096])
        {
            Assert.That(new DefaultTiles(device).For(Square(size, ElementType.Float16)), Is.InstanceOf<CooperativeTile>(), $"{size}");
        }
    }

    // As the shader declares them: two halves of 128 rows by 32 + 8 terms of 2 bytes and of 64 columns likewise, or of the terms by rows + 8; and 16x16 floats for each of 8 subgroups.
    [Test]
    public void The_shared_memory_of_a_cooperative_tile_is_what_its_kernel_declares() => Assert.That(
        new CooperativeTile(128, 64, 32, 32, 32, Unit, 32).SharedBytes, Is.EqualTo((2 * 2 * ((128 * 40) + (64 * 40))) + (8 * 16 * 16 * 4)));

    [Test]
    public void Every_listed_tile_can_be_made() => Assert.That(WorkgroupTiles.All.Where(tile => !tile.IsWhole), Is.Empty);

    [TestCase(null, ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    [TestCase("register", ExpectedResult = KernelFamily.Register)]
    [TestCase("tiled", ExpectedResult = KernelFamily.Tiled)]
    [TestCase("cooperative", ExpectedResult = KernelFamily.Cooperative)]
    public KernelFamily? The_environment_forces_a_family(string? text) => KernelFamilyOverride.Parse(text);

    [TestCase("Tiled")]
    [TestCase("auto")]
    public void An_unknown_family_in_the_environment_is_a_wrong_command_line(string text)
    {
        SweepException? error = Assert.Throws<SweepException>(() => KernelFamilyOverride.Parse(text));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(error.Message, Does.Contain($"SWEEP_KERNELS is '{text}'").And.Contain("'register', 'tiled' or 'cooperative'"));
    }

    private static ProductProblem Square(int size, ElementType? elements = null) => ProductProblem.Dense(ProductDirection.Forward, size, size, size, elements);
}
