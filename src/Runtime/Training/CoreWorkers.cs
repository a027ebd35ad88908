using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training;

/// <summary>The trainers on the cores of a software device. They are kept from round to round, for to open one takes longer than some rounds.</summary>
/// <param name="open">Opens one with a number of threads.</param>
internal sealed class CoreWorkers(Func<int, TrialTrainer> open) : IDisposable
{
    private CoreSplit? _split;

    /// <summary>Those that are open.</summary>
    public ImmutableArray<TrialTrainer> Opened { get; private set; } = [];

    /// <summary>The trainers of a split; none where there is less memory than was told.</summary>
    public ImmutableArray<TrialTrainer> Of(CoreSplit split)
    {
        if (split != _split)
        {
            Dispose();
            Open(split);
        }

        return Opened;
    }

    /// <summary>Closes them.</summary>
    public void Dispose()
    {
        foreach (TrialTrainer worker in Opened)
        {
            worker.Dispose();
        }

        (_split, Opened) = (null, []);
    }

    private void Open(CoreSplit split)
    {
        try
        {
            while (Opened.Length < split.Workers)
            {
                Opened = Opened.Add(open(split.Threads));
            }
        }
        catch (OutOfDeviceMemoryException)
        {
            Dispose();
        }

        _split = split;
    }
}
