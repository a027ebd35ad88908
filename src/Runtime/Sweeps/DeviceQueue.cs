using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>The trials of one device: takes them from the offers, opens their folders, and publishes how they end.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="offers">The trials that remain; other devices take of them too.</param>
/// <param name="trainer">The device.</param>
internal sealed class DeviceQueue(SweepContext sweep, TrialOffers offers, ITrialTrainer trainer) : ITrialQueue, IDisposable
{
    private readonly Dictionary<TrialJob, TrialSession> _sessions = new(ReferenceEqualityComparer.Instance);
    private long _seen;

    /// <inheritdoc/>
    public TrialJob? Next()
    {
        if (sweep.IsStopping || sweep.Target.IsReached || offers.Take(_sessions.Values.Select(session => session.Trial), sweep.Stop) is not { } offer)
        {
            return null;
        }

        try
        {
            TrialSession session = new(sweep, offer.Trial, trainer.EnvironmentOf(offer.Trial.Point.Training), offer.IsAlone);
            _sessions.Add(session.Job, session);
            return session.Job;
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            sweep.Break(error);
            offers.Return(offer.Trial);
            return null;
        }
        catch
        {
            offers.Return(offer.Trial);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Ended(TrialJob job, TrialOutcome outcome)
    {
        _sessions.Remove(job, out TrialSession? session);
        if (outcome is FailedTrial { MayBeAnothers: true } && !sweep.IsStopping)
        {
            sweep.Observer.Warning($"The device was lost, perhaps not by {session!.Trial.Name}: it is tried again alone.");
            Leave(session);
            return;
        }

        if (outcome is SetAsideTrial)
        {
            Leave(session!, job.IsAlone);
            return;
        }

        try
        {
            End(session!, outcome);
        }
        finally
        {
            offers.Settle();
        }
    }

    /// <inheritdoc/>
    public void AwaitOthers(CancellationToken stop) => _seen = sweep.Judge?.AwaitChange(_seen, stop) ?? throw new InvalidOperationException("Trials wait for others in a study that judges none.");

    /// <inheritdoc/>
    public void Notice(string message) => sweep.Observer.Notice(message);

    /// <summary>Leaves the trials of a trainer that gave up to others.</summary>
    public void Dispose()
    {
        foreach (TrialSession session in _sessions.Values)
        {
            Leave(session);
        }

        _sessions.Clear();
    }

    private void End(TrialSession session, TrialOutcome outcome)
    {
        using (session)
        {
            try
            {
                TrialResult? result = session.End(outcome);
                sweep.Count(session.Trial, result);
                if (result is null)
                {
                    sweep.Observer.TrialLeft(session.Trial);
                }
                else
                {
                    sweep.Judge?.Ended(session.Trial, result.Status);
                    sweep.Observer.TrialEnded(session.Trial, result);
                }
            }
            catch (SweepException error) when (error.ExitCode == ExitCode.Results)
            {
                sweep.Break(error);
            }
        }
    }

    // Given back last: from then on another device may open its folder, and tell that it started.
    private void Leave(TrialSession session, bool isAloneNext = true)
    {
        try
        {
            session.Dispose();
            sweep.Observer.TrialLeft(session.Trial);
        }
        finally
        {
            offers.Return(session.Trial, isAloneNext);
            sweep.Judge?.Returned();
        }
    }
}
