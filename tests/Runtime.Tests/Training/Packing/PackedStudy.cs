using System.Text.RegularExpressions;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Search;
using SweepDsl.Runtime.Tests.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Training.Packing;

/// <summary>A study whose trials differ in all that packing has to bear: batch sizes, last batches, lengths, evaluations, dropout, random changes of images, and seeds.</summary>
internal sealed partial class PackedStudy : Experiment
{
    public static readonly TrainingStudy Study = new(new FeatureShape(3, 7, 6), train: 50, test: 23, validationFraction: 0.2);

    public static readonly ImmutableArray<Augmentation> Augmentations = [new HorizontalFlip(0.5), new RandomCrop(1)];

    public ImmutableArray<int> Seeds { get; init; } = [0, 1, 2];

    public ImmutableArray<int> BatchSizes { get; init; } = [5, 16, 40];

    public int Epochs { get; init; } = 3;

    public override string Name => "batch-size";

    public override string? Description => null;

    public override DatasetDefinition Dataset { get; } = new() { Source = new GlyphsSource(), Augmentations = Augmentations };

    public EarlyTermination? EarlyTermination { get; init; }

    public override SweepDefinition Sweep => new(SearchMethod.Grid, new MetricDefinition("test_loss", MetricGoal.Minimize), Seeds) { EarlyTermination = EarlyTermination };

    public override IReadOnlyList<Dimension> Dimensions => [new("batch_size", new ListedDistribution(BatchSizes.Length))];

    public override SweepPoint PointAt(ReadOnlySpan<double> drawn, StudyContext context) => Point(BatchSizes[(int)drawn[0]]);

    private SweepPoint Point(int batchSize) => new(
        new ParameterSet([KeyValuePair.Create("batch_size", (ParameterValue)(long)batchSize)]),
        batchSize < 10 ? Study.GlobalAverage() : Study.EveryLayer(),
        TrainingStudy.Training(batchSize < 20 ? new AdamOptimizer() : new SgdOptimizer { Momentum = 0.9 }, 0.01, batchSize, Budget.Epochs(Epochs)) with
        {
            EvaluationInterval = batchSize == 16 ? EvaluationInterval.Updates(2) : EvaluationInterval.Epochs(1),
        });

    /// <summary>Opens the device.</summary>
    public static TrialTrainer Open(string device, bool isMemoryHidden = false) => new(
        TrainerDevice.Open(new GpuDeviceOptions
        {
            Device = device, Cache = CacheFolder.Default, LimitOverrides = new DeviceLimitOverrides { IsMemoryHidden = isMemoryHidden },
        }),
        Study.Dataset,
        Augmentations);

    /// <summary>Runs the study.</summary>
    public SweepOutcome Run(SweepFixture sweep, ITrialTrainer trainer, PackSize pack, DurableFiles? files = null, CancellationToken stop = default) =>
        sweep.Run(trainer, this, new RunOptions(Fresh: false, LogUpdates: true, pack), files, stop);

    /// <summary>All files that a sweep left, with what tells the time, or how many were packed, blotted out.</summary>
    public static SortedDictionary<string, string> TimelessFiles(SweepFixture sweep) => new(
        sweep.Files().ToDictionary(file => file.Key, file => file.Key.EndsWith(".safetensors", StringComparison.Ordinal) ? file.Value : Timeless(file.Value)),
        StringComparer.Ordinal);

    private static string Timeless(string hex) => Times().Replace(System.Text.Encoding.UTF8.GetString(Convert.FromHexString(hex)), "$1: -");

    [GeneratedRegex("""("(?:train_seconds|eval_seconds|packed_trials)"):\s*[0-9.E+-]+""")]
    private static partial Regex Times();
}
