namespace SweepDsl.Runtime.Training.Packing;

/// <content>
/// Trials in flight that wait for others. They keep their device memory, stand aside from those that run, and leave their places in the pack to others meanwhile. As a trial waits only for those before it in the
/// order of the study, the first that has not ended never waits: either it runs here, or a device has it or can take it.
/// </content>
internal sealed partial class TrialPack
{
    // Trials in flight for each place in the pack, those that wait included: they hold memory.
    public const int MostForPlace = 4;

    private readonly List<TrialSlot> _held = new(PackSize.Max);

    private int InFlight => _slots.Count + _held.Count;

    private bool HasPlace => _slots.Count < limit.Wanted
        && InFlight < Math.Min(MostForPlace * limit.Wanted, PackSize.Max)
        && !(_slots.Count > 0 && _slots[0].Job.IsAlone) && !(_held.Count > 0 && _held[0].Job.IsAlone);

    // Parts those that wait from those that run. Allocates nothing.
    private void SortOut()
    {
        for (int i = _slots.Count - 1; i >= 0; i--)
        {
            if (_slots[i].IsWaiting)
            {
                _held.Add(_slots[i]);
                _slots.RemoveAt(i);
            }
        }

        foreach (TrialSlot slot in _held)
        {
            Guarded(slot, static slot => slot.Reconsider());
        }

        ReturnHeld();
    }

    private void ReturnHeld()
    {
        for (int i = _held.Count - 1; i >= 0; i--)
        {
            if (!_held[i].IsWaiting)
            {
                Join(_held[i]);
                _held.RemoveAt(i);
            }
        }
    }

    // Those that others wait for come first.
    private void Join(TrialSlot slot)
    {
        int at = _slots.Count;
        while (at > 0 && _slots[at - 1].Job.Place > slot.Job.Place)
        {
            at--;
        }

        _slots.Insert(at, slot);
    }

    // Everything in flight waits. A trial that is to begin may be what it waits for, and find no room: those after it are set aside for it. Otherwise another device has it.
    private void MakeWay()
    {
        _waiting ??= NextJob();
        bool isRoomMade = false;
        foreach (TrialSlot slot in _held)
        {
            if (slot.Job.Place > _waiting?.Place)
            {
                Guarded(slot, static slot => slot.SetAside());
                isRoomMade = true;
            }
        }

        if (!isRoomMade)
        {
            queue.AwaitOthers(stop);

            // What another device had may be there to be taken now.
            _isQueueEmpty = false;
        }
    }
}
