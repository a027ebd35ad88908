using System.Collections.Immutable;
using System.Globalization;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>The trainers on the processors of a software device. Those that the next round needs too are kept, for to open one takes longer than some rounds.</summary>
/// <param name="open">Opens one with a number of threads.</param>
internal sealed class CoreWorkers(Func<int, TrialTrainer> open) : IDisposable
{
    private readonly List<string> _messagesOfClosed = [];
    private ImmutableSortedDictionary<string, string> _tilesOfClosed = ImmutableSortedDictionary<string, string>.Empty;
    private ImmutableArray<TrialTrainer> _opened = [];
    private int _threads;

    /// <summary>The one to measure kernels on; null where none is open.</summary>
    public TrialTrainer? First => _opened.FirstOrDefault();

    /// <summary>Bytes that their copies of the data take.</summary>
    public long DataBytes => _opened.Sum(worker => worker.Memory.DataBytes);

    /// <summary>What the Vulkan validation layer found on them, and on those that are closed.</summary>
    public IEnumerable<string> ValidationMessages => _messagesOfClosed.Concat(_opened.SelectMany(worker => worker.ValidationMessages));

    /// <summary>The tiles that they, and those that are closed, made products with.</summary>
    public IEnumerable<KeyValuePair<string, string>> TileChoices => _tilesOfClosed.Concat(_opened.SelectMany(worker => worker.TileChoices));

    /// <summary>The trainers of a split.</summary>
    /// <param name="split">The split; null for none.</param>
    /// <param name="whole">What trains where there is none, or too few could be opened.</param>
    public TrialWorkers Of(CoreSplit? split, TrialWorkers whole)
    {
        if (split is null || split.Threads != _threads)
        {
            Dispose();
        }

        if (split is null)
        {
            return whole;
        }

        _threads = split.Threads;
        string? refusal = Open(split);
        if (_opened.Length < split.Workers && _opened.Length < 2)
        {
            Dispose();
            return whole with { Notice = $"The software device could not be opened for each processor, and trains as it is: {refusal}" };
        }

        ImmutableArray<ITrialTrainer> workers = [.. _opened.Take(split.Workers)];
        return new TrialWorkers(workers, PackSize.Of(1), Notice(workers.Length, refusal));
    }

    /// <summary>Closes them.</summary>
    public void Dispose()
    {
        _messagesOfClosed.AddRange(_opened.SelectMany(worker => worker.ValidationMessages));
        _tilesOfClosed = _tilesOfClosed.SetItems(_opened.SelectMany(worker => worker.TileChoices));
        foreach (TrialTrainer worker in _opened)
        {
            worker.Dispose();
        }

        _opened = [];
    }

    // Why there are fewer than wanted; null when there are not.
    private string? Open(CoreSplit split)
    {
        try
        {
            while (_opened.Length < split.Workers)
            {
                _opened = _opened.Add(open(split.Threads));
            }

            return null;
        }
        catch (Exception error) when (error is GpuException or SweepException)
        {
            return error.Message;
        }
    }

    private string Notice(int workers, string? refusal)
    {
        string threads = _threads == 1 ? "a processor" : $"{_threads.ToString(CultureInfo.InvariantCulture)} processors";
        string notice = workers == 1
            ? $"Training one trial at a time, on {threads}."
            : $"Training {workers.ToString(CultureInfo.InvariantCulture)} trials at once, each on {threads} of its own with its own copy of the data.";
        return refusal is null ? notice : $"{notice} More could not be opened: {refusal}";
    }
}
