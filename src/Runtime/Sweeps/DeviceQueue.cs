using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>The trials of one device: takes them from the offers, opens their folders, and publishes how they end.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="offers">The trials that remain; other devices take of them too.</param>
/// <param name="environment">The device.</param>
internal sealed class DeviceQueue(SweepContext sweep, TrialOffers offers, TrainingEnvironment environment) : ITrialQueue, IDisposable
{
    private readonly Dictionary<TrialJob, TrialSession> _sessions = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public TrialJob? Next()
    {
        if (sweep.IsStopping || offers.Take(_sessions.Values.Select(session => session.Trial)) is not { } offer)
        {
            return null;
        }

        try
        {
            TrialSession session = new(sweep, offer.Trial, environment, offer.IsAlone);
            _sessions.Add(session.Job, session);
            return session.Job;
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            sweep.Break(error);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Ended(TrialJob job, TrialOutcome outcome)
    {
        _sessions.Remove(job, out TrialSession? session);
        using (session)
        {
            Trial trial = session!.Trial;
            if (outcome is FailedTrial { MayBeAnothers: true } && !sweep.IsStopping)
            {
                sweep.Observer.Notice($"{trial.Name} was packed with others when the device was lost, and is tried again alone.");
                offers.Return(trial);
                sweep.Observer.TrialLeft(trial);
                return;
            }

            try
            {
                TrialResult? result = session.End(outcome);
                sweep.Count(result);
                if (result is null)
                {
                    sweep.Observer.TrialLeft(trial);
                }
                else
                {
                    sweep.Observer.TrialEnded(trial, result);
                }
            }
            catch (SweepException error) when (error.ExitCode == ExitCode.Results)
            {
                sweep.Break(error);
            }
        }
    }

    /// <inheritdoc/>
    public void Notice(string message) => sweep.Observer.Notice(message);

    /// <summary>Closes the folders of trials whose trainer gave up.</summary>
    public void Dispose()
    {
        foreach (TrialSession session in _sessions.Values)
        {
            session.Dispose();
            sweep.Count(result: null);
        }

        _sessions.Clear();
    }
}
