namespace SweepDsl.Runtime.Reports;

/// <summary>How fast something has gone of late: between its last mark but one and what was told last, which is so long at least, once that long has passed, and twice as long at most.</summary>
/// <param name="clock">Tells the time.</param>
/// <param name="span">How long.</param>
internal sealed class Pace(TimeProvider clock, TimeSpan span)
{
    private (long Amount, long At)? _mark;
    private (long Amount, long At) _markBefore;
    private (long Amount, long At) _last;

    /// <summary>So much a second; null before it can be told, or when nothing was told for longer than that.</summary>
    public double? PerSecond =>
        _mark is not null && _last.At > _markBefore.At && clock.GetElapsedTime(_last.At) <= span * 2
            ? (_last.Amount - _markBefore.Amount) / clock.GetElapsedTime(_markBefore.At, _last.At).TotalSeconds
            : null;

    /// <summary>It is so far now. Allocates nothing.</summary>
    public void Tell(long amount)
    {
        _last = (amount, clock.GetTimestamp());
        if (_mark is not { } mark)
        {
            _mark = _markBefore = _last;
        }
        else if (clock.GetElapsedTime(mark.At, _last.At) >= span)
        {
            (_markBefore, _mark) = (mark, _last);
        }
    }
}
