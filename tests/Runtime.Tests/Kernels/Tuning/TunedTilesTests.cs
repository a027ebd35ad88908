using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels.Tuning;

/// <summary>What is timed, what is chosen and what is kept; no device is needed.</summary>
public sealed class TunedTilesTests
{
    private static readonly DeviceTraits Gpu = new(0x10DE, GpuDeviceType.Discrete, 48 << 10, 1024, 1024, 32, SubgroupOperations.Shuffle, 1 << 27);
    private static readonly GpuDeviceInfo Device = FakeDevices.Device(0, "GPU", GpuDeviceType.Discrete);
    private static readonly ProductProblem Problem = ProductProblem.Dense(ProductDirection.Forward, 256, 256, 256);
    private static readonly TileCandidates Candidates = new(Gpu);

    // One that is not the default of any size here.
    private static readonly WorkgroupTile Favourite = new(32, 32, 16, 4, 4);

    private CacheFolder _cache = null!;

    [SetUp]
    public void MakeCache() => _cache = new CacheFolder(Directory.CreateTempSubdirectory("tiles").FullName);

    [TearDown]
    public void DeleteCache() => Directory.Delete(_cache.Path, recursive: true);

    [Test]
    public void The_fastest_of_all_candidates_is_taken_and_kept()
    {
        FakeTimer timer = Favouring(Favourite);

        Assert.That(Tuned(timer, TuneMode.Full).For(Problem), Is.EqualTo(Favourite));
        Assert.That(timer.Timed.Select(timed => timed.Tile), Is.EqualTo(Candidates.Of(Problem, TuneMode.Full)));

        FakeTimer later = Favouring(Candidates.Default(Problem));
        Assert.That(Tuned(later, TuneMode.Auto).For(Problem), Is.EqualTo(Favourite), "in another run");
        Assert.That(later.Timed, Is.Empty);
    }

    [Test]
    public void Nothing_is_timed_or_looked_up_when_tuning_is_off()
    {
        Store().Keep(Problem, Favourite);
        FakeTimer timer = Favouring(Favourite);

        Assert.That(Tuned(timer, TuneMode.Off).For(Problem), Is.EqualTo(Candidates.Default(Problem)));
        Assert.That(timer.Timed, Is.Empty);
    }

    [Test]
    public void Auto_times_a_few_candidates_alone()
    {
        FakeTimer timer = Favouring(Favourite);

        Tuned(timer, TuneMode.Auto).For(Problem);

        Assert.That(timer.Timed, Has.Count.InRange(2, 7));
    }

    [Test]
    public void Auto_leaves_what_it_has_no_time_for_to_the_next_run()
    {
        FakeTimer timer = Favouring(Favourite);
        TunedTiles tiles = new(Candidates, timer, Store(), TuneMode.Auto) { Session = new TuningSession { AutoLimit = TimeSpan.FromTicks(-1) } };

        Assert.That(tiles.For(Problem), Is.EqualTo(Candidates.Default(Problem)));
        Assert.That(timer.Timed, Is.Empty);
        Assert.That(Store().Find(Problem), Is.Null);
    }

    [Test]
    public void A_gain_that_chance_could_have_made_changes_nothing()
    {
        FakeTimer timer = new((problem, tile) => tile == Candidates.Default(problem) ? 1.0 : 0.98);

        Assert.That(Tuned(timer, TuneMode.Full).For(Problem), Is.EqualTo(Candidates.Default(Problem)));
    }

    [Test]
    public void A_tile_that_the_device_refuses_is_passed_over()
    {
        FakeTimer timer = new((_, tile) => tile == Favourite ? null : tile is WorkgroupTile { Rows: 64, Columns: 16 } ? 0.5 : 1);

        Assert.That(Tuned(timer, TuneMode.Full).For(Problem), Is.EqualTo(new WorkgroupTile(64, 16, 16, 4, 4)));
    }

    [Test]
    public void Large_batches_are_timed_by_a_smaller_one_and_share_its_choice()
    {
        ProductProblem large = ProductProblem.Dense(ProductDirection.Forward, 1024, 1024, 1 << 20);
        ProductProblem larger = ProductProblem.Dense(ProductDirection.Forward, 1024, 1024, 1 << 21);
        FakeTimer timer = Favouring(Favourite);
        LeftToTuning tiles = Tuned(timer, TuneMode.Full);

        Assert.That(tiles.For(large), Is.EqualTo(Favourite));
        int timed = timer.Timed.Count;
        Assert.That(tiles.For(larger), Is.EqualTo(Favourite));

        Assert.That(timer.Timed, Has.Count.EqualTo(timed));
        Assert.That(timer.Timed.Select(one => one.Problem.Batch), Is.All.LessThan(large.Batch));
    }

    [Test]
    public void Other_kernels_are_timed_anew()
    {
        new TileStore(_cache, Device, "0123").Keep(Problem, Favourite);

        Assert.That(new TileStore(_cache, Device, "4567").Find(Problem), Is.Null);
        Assert.That(new TileStore(_cache, Device with { DriverVersion = 99 }, "0123").Find(Problem), Is.Null);
        Assert.That(new TileStore(_cache, Device, "0123").Find(Problem), Is.EqualTo(Favourite));
    }

    [Test]
    public void A_damaged_file_counts_as_empty_and_is_written_anew()
    {
        Store().Keep(Problem, Favourite);
        string file = Directory.EnumerateFiles(_cache.Path, "*", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^2] ^= 1;
        File.WriteAllBytes(file, bytes);

        Assert.That(Store().Find(Problem), Is.Null);
        Store().Keep(Problem, Favourite);
        Assert.That(Store().Find(Problem), Is.EqualTo(Favourite));
    }

    [Test]
    public void Two_processes_keep_their_choices_side_by_side()
    {
        ProductProblem other = ProductProblem.Dense(ProductDirection.Forward, 8, 8, 8);
        (TileStore one, TileStore two) = (Store(), Store());

        one.Keep(Problem, Favourite);
        two.Keep(other, Favourite);

        Assert.That(Store().Find(Problem), Is.EqualTo(Favourite));
        Assert.That(Store().Find(other), Is.EqualTo(Favourite));
    }

    [Test]
    public void A_kept_tile_that_is_none_of_the_candidates_is_not_trusted()
    {
        Store().Keep(Problem, new WorkgroupTile(256, 256, 16, 8, 8));

        Assert.That(Tuned(Favouring(Favourite), TuneMode.Full).For(Problem), Is.EqualTo(Favourite));
    }

    [Test]
    public void Every_question_for_a_product_gets_the_same_answer()
    {
        int call = 0;
        RecordedTiles tiles = new(Tuned(new FakeTimer((_, _) => 1.0 / ++call), TuneMode.Full));

        ProductTile first = tiles.For(Problem);

        Assert.That(tiles.For(Problem), Is.SameAs(first));
        Assert.That(tiles.Choices, Is.EqualTo(new Dictionary<string, string> { [Problem.ToString()] = first.ToString() }));
    }

    [Test]
    public void To_ask_whether_a_pool_could_be_made_with_a_product_chooses_nothing_and_times_nothing()
    {
        FakeTimer timer = Favouring(Favourite);
        RecordedTiles tiles = new(Tuned(timer, TuneMode.Full));
        ConvolutionGeometry geometry = new(new WindowGeometry(16, 16, 3, 3, 1, 1, 1, 1, 16, 16), InputChannels: 4, OutputChannels: 8);

        Assert.That(Conv2dKernels.CanPool(tiles, geometry, new FusedPool(2, 2), 8, ElementType.Float32), Is.False);

        Assert.That(tiles.Choices, Is.Empty);
        Assert.That(timer.Timed, Is.Empty);
    }

    [Test]
    public void Who_stops_is_heard_after_the_measurement_under_way_and_nothing_is_kept()
    {
        using CancellationTokenSource stop = new();
        FakeTimer timer = new((_, _) =>
        {
            stop.Cancel();
            return 1;
        });
        TuningSession session = new();
        TunedTiles tiles = new(Candidates, timer, Store(), TuneMode.Full) { Session = session };

        session.Open(() => Assert.That(tiles.For(Problem), Is.EqualTo(Candidates.Default(Problem))), static _ => { }, stop.Token);

        Assert.That(timer.Timed, Has.Count.EqualTo(1));
        Assert.That(Store().Find(Problem), Is.Null);
    }

    [Test]
    public void All_candidates_are_timed_only_where_the_device_is_left_to_it()
    {
        FakeTimer timer = Favouring(Favourite);
        TuningSession session = new();
        TunedTiles tiles = new(Candidates, timer, Store(), TuneMode.Full) { Session = session };
        List<string> told = [];

        Assert.That(tiles.For(Problem), Is.EqualTo(Candidates.Default(Problem)));
        Assert.That(timer.Timed, Is.Empty);
        session.Open(() => tiles.For(Problem), told.Add, CancellationToken.None);

        Assert.That(tiles.For(Problem), Is.EqualTo(Favourite));
        Assert.That(told, Is.EqualTo(new[] { Problem.ToString() }));
    }

    private static FakeTimer Favouring(ProductTile favourite) => new((_, tile) => tile == favourite ? 0.5 : 1);

    private TileStore Store() => new(_cache, Device, "0123456789abcdef");

    private LeftToTuning Tuned(FakeTimer timer, TuneMode mode) => new(new TunedTiles(Candidates, timer, Store(), mode) { Session = new TuningSession { AutoLimit = TimeSpan.MaxValue } });

    /// <summary>Asks for tiles where the device is left to measurements.</summary>
    private sealed class LeftToTuning(TunedTiles tiles) : IProductTiles
    {
        public ProductTile For(ProductProblem problem)
        {
            ProductTile? tile = null;
            tiles.Session.Open(() => tile = tiles.For(problem), static _ => { }, CancellationToken.None);
            return tile!;
        }

        public bool CanPool(ProductProblem problem) => tiles.CanPool(problem);
    }
}
