using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>One submission: which trials are in it, with what, and how often. Used again and again.</summary>
internal sealed class Flight
{
    private readonly (TrialSlot Slot, Phase Phase)[] _members = new (TrialSlot, Phase)[PackSize.Max];
    private readonly BoundProgram[] _programs = new BoundProgram[PackSize.Max];
    private readonly RunCost[] _costs = new RunCost[PackSize.Max];

    /// <summary>Number of trials in it.</summary>
    public int Count { get; private set; }

    /// <summary>How often each program runs.</summary>
    public int Runs { get; set; }

    /// <summary>What is run.</summary>
    public PackedRecording? Recording { get; set; }

    /// <summary>Its way through the device.</summary>
    public Submission Submission { get; set; }

    /// <summary>When it was submitted, by the host's clock.</summary>
    public long SubmittedAt { get; set; }

    /// <summary>When the host waited for its end, by the same clock; null where it has not yet.</summary>
    public long? SeenAt { get; set; }

    /// <summary>A number that whoever chose the trials may keep with it.</summary>
    public int Mark { get; set; }

    /// <summary>The programs, in the order of the trials.</summary>
    public ReadOnlySpan<BoundProgram> Programs => _programs.AsSpan(0, Count);

    /// <summary>What a run of each program costs, in the order of the trials.</summary>
    public ReadOnlySpan<RunCost> Costs => _costs.AsSpan(0, Count);

    /// <summary>The trials, each with the phase that it is in.</summary>
    public ReadOnlySpan<(TrialSlot Slot, Phase Phase)> Members => _members.AsSpan(0, Count);

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _members.AsSpan(0, Count).Clear();
        (Count, Runs, Recording, SeenAt, Mark) = (0, 0, null, null, 0);
    }

    /// <summary>Takes a trial in; all run as often as the one with the fewest runs left.</summary>
    public void Add(TrialSlot slot, Phase phase)
    {
        _members[Count] = (slot, phase);
        _programs[Count] = phase.Program;
        _costs[Count] = phase.Cost;
        Runs = Count == 0 ? phase.Runs : Math.Min(Runs, phase.Runs);
        Count++;
    }

    /// <summary>Takes in up to a number of trials that have something to run, oldest first.</summary>
    public void Fill(IReadOnlyList<TrialSlot> slots, int limit, bool isStopping)
    {
        for (int i = 0; i < slots.Count && Count < limit; i++)
        {
            if (slots[i].Next(isStopping) is { } phase)
            {
                Add(slots[i], phase);
            }
        }
    }
}
