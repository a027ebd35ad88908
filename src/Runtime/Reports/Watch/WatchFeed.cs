using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Watch;

/// <summary>What all who follow a study share: its newest snapshot, and the news that there is a newer one.</summary>
/// <param name="results">The study.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class WatchFeed(ResultsFolder results, TimeProvider clock) : IDisposable
{
    // While a study is read, a processor that may be training it is not: of one, reading takes a fifth at most.
    private const int RestPerReading = 4;

    private readonly WatchedStudy _study = new(results);
    private readonly SemaphoreSlim _looking = new(1);
    private volatile Moment _now = new(null);
    private int _followers;

    /// <summary>The newest snapshot that was seen, and what ends when there is a newer one.</summary>
    public Moment Now => _now;

    /// <summary>Looks at the study now.</summary>
    public async Task<WatchSnapshot> Look(CancellationToken stop)
    {
        await _looking.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            WatchSnapshot seen = _study.Look();
            Moment before = _now;
            if (!ReferenceEquals(seen, before.Snapshot))
            {
                _now = new Moment(seen);
                before.IsPast.SetResult();
            }

            return seen;
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>Looks again and again, as long as anyone follows.</summary>
    /// <param name="every">Time between two looks.</param>
    /// <param name="stop">Ends it.</param>
    public async Task Follow(TimeSpan every, CancellationToken stop)
    {
        TimeSpan rest = every;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(rest, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested || Volatile.Read(ref _followers) == 0)
            {
                continue;
            }

            long start = clock.GetTimestamp();
            await Look(stop).ConfigureAwait(false);
            TimeSpan took = clock.GetElapsedTime(start) * RestPerReading;
            rest = took > every ? took : every;
        }
    }

    /// <summary>Has the study looked at until what is returned is disposed.</summary>
    public IDisposable Join() => new Follower(this);

    /// <inheritdoc/>
    public void Dispose() => _looking.Dispose();

    /// <summary>A snapshot, until it is past.</summary>
    /// <param name="Snapshot">The snapshot; null before the first look.</param>
    public sealed record Moment(WatchSnapshot? Snapshot)
    {
        /// <summary>Ends when there is a newer one.</summary>
        public TaskCompletionSource IsPast { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Follower : IDisposable
    {
        private readonly WatchFeed _feed;

        public Follower(WatchFeed feed)
        {
            _feed = feed;
            Interlocked.Increment(ref feed._followers);
        }

        public void Dispose() => Interlocked.Decrement(ref _feed._followers);
    }
}
