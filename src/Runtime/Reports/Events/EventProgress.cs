using System.Text.Json;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Reports.Events;

/// <summary>Tells a sweep to a program: one JSON object a line, as docs/progress.md describes them.</summary>
internal sealed class EventProgress : IRunDisplay
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);
    private readonly EventWriter _events;
    private readonly TimeProvider _clock;
    private readonly SweepProgress _progress;
    private long _lastSign;

    /// <summary>Tells of a run that begins now.</summary>
    /// <param name="events">Takes events.</param>
    /// <param name="clock">Tells the time.</param>
    public EventProgress(EventWriter events, TimeProvider clock)
    {
        (_events, _clock, _progress, _lastSign) = (events, clock, new SweepProgress(clock), clock.GetTimestamp());
        Downloads = new DownloadEvents(events);
    }

    /// <inheritdoc/>
    public IProgress<DownloadProgress> Downloads { get; }

    /// <inheritdoc/>
    public void Begin(RoundStart round)
    {
        _progress.Begin(round);
        if (round.Number == 1)
        {
            _events.Write("begin", json => WriteStudy(json, round));
        }

        _events.Write("round", json =>
        {
            json.WriteNumber("round", round.Number);
            if (round.Plan.Stage is { } stage)
            {
                json.WriteString("stage", stage);
            }

            json.WriteNumber("trials_to_run", round.Pending.Length);
            json.WriteNumber("trials_selected", round.Selected);
            json.WriteNumber("trials_foreseen", _progress.Foreseen);
            json.WriteBoolean("may_grow", _progress.MayGrow);
        });
    }

    /// <inheritdoc/>
    public void TrialStarted(Trial trial, long update, double seconds)
    {
        _progress.Start(trial, update, seconds);
        _events.Write(update == 0 ? "trial_started" : "trial_resumed", json =>
        {
            WriteTrial(json, trial);
            json.WriteNumber("update", update);
        });
    }

    /// <inheritdoc/>
    public void Progress(Trial trial, TrainingProgress progress)
    {
        _progress.Advance(trial, progress);
        if (_clock.GetElapsedTime(_lastSign) >= SignOfLife)
        {
            _lastSign = _clock.GetTimestamp();
            _events.Write("progress", WriteProgress);
        }
    }

    /// <inheritdoc/>
    public void Evaluated(Trial trial, Evaluation evaluation)
    {
        _progress.Measured(trial, evaluation);
        _events.Write("evaluated", json =>
        {
            json.WriteString("trial", trial.Id);
            EvaluationJson.WriteMembers(json, evaluation);
        });
    }

    /// <inheritdoc/>
    public void TrialWaits(Trial trial, bool isWaiting)
    {
        _progress.Of(trial).IsWaiting = isWaiting;
        _events.Write("trial_waits", json =>
        {
            json.WriteString("trial", trial.Id);
            json.WriteBoolean("waiting", isWaiting);
        });
    }

    /// <inheritdoc/>
    public void TrialLeft(Trial trial)
    {
        _progress.Leave(trial);
        _events.Write("trial_left", json => json.WriteString("trial", trial.Id));
    }

    /// <inheritdoc/>
    public void TrialEnded(Trial trial, TrialResult result)
    {
        TimeSpan duration = _progress.Of(trial).Elapsed;
        _progress.End(trial, result.Status);
        _events.Write("trial_ended", json =>
        {
            WriteTrial(json, trial);
            json.WriteNumber("seconds", duration.TotalSeconds);
            result.WriteMembers(json, _progress.Metric);
        });
    }

    /// <inheritdoc/>
    public void Notice(string message) => _events.Write("notice", json => json.WriteString("message", message));

    /// <inheritdoc/>
    public void Warning(string message) => _events.Write("warning", json => json.WriteString("message", message));

    /// <inheritdoc/>
    public void End(RunEnd end) => _events.Write("end", json =>
    {
        json.WriteNumber("exit_code", (int)end.Outcome.ExitCode);
        json.WriteNumber("trials_selected", end.Outcome.Selected);
        json.WriteNumber("trials_ended", _progress.Ended);
        json.WriteNumber("trials_failed", end.Outcome.Failed);
        json.WriteBoolean("interrupted", end.Outcome.IsInterrupted);
        json.WriteNumber("seconds", _progress.Elapsed.TotalSeconds);
        json.WriteStartArray("energy");
        foreach (EnergyUse use in end.Energy)
        {
            StudyEnergy.Write(json, use);
        }

        json.WriteEndArray();
        json.WriteString("results", end.ResultsPath);
        if (end.ReportPath is not null)
        {
            json.WriteString("report", end.ReportPath);
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static void WriteTrial(Utf8JsonWriter json, Trial trial)
    {
        json.WriteString("trial", trial.Id);
        json.WriteString("name", trial.Name);
        ParameterJson.Write(json, "parameters", trial.Point.Parameters);
        json.WriteNumber("seed", trial.Seed);
        if (trial.Budget is { } budget)
        {
            json.WriteString("budget", budget.ToString());
        }

        json.WriteBoolean("tuning", trial.IsTuning);
    }

    private void WriteStudy(Utf8JsonWriter json, RoundStart round)
    {
        StudyPlan plan = round.Plan;
        json.WriteString("experiment", plan.Experiment.Name);
        json.WriteString("description", plan.Experiment.Description);
        MetricJson.Write(json, "metric", plan.Experiment.Sweep.Metric);
        json.WriteNumber("trials_to_run", round.Pending.Length);
        json.WriteNumber("trials_done", _progress.DoneBefore);
        DataJson.Write(json, "data", plan.Data);
        json.WriteStartArray("devices");
        foreach (TrainingEnvironment environment in round.Environments)
        {
            json.WriteStartObject();
            EnvironmentJson.WriteMembers(json, environment);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (round.Memory is { } memory)
        {
            json.WriteStartObject("memory");
            json.WriteNumber("data_bytes", memory.DataBytes);
            if (memory.LargestMemory is { } largest)
            {
                json.WriteNumber("trial_bytes", largest.TotalBytes);
                json.WriteString("trial", memory.LargestTrial);
            }

            json.WriteEndObject();
        }
    }

    private void WriteProgress(Utf8JsonWriter json)
    {
        json.WriteNumber("trials_ended", _progress.Ended);
        json.WriteNumber("trials_known", _progress.Pending + _progress.Foreseen);
        json.WriteNumber("fraction", _progress.Fraction);
        json.WriteNumber("seconds", _progress.Elapsed.TotalSeconds);
        if (_progress.Remaining is { } remaining)
        {
            json.WriteNumber("seconds_left_least", remaining.Low);
            json.WriteNumber("seconds_left_most", remaining.High);
        }

        json.WriteStartArray("running");
        foreach (RunningTrial running in _progress.Running)
        {
            json.WriteStartObject();
            json.WriteString("trial", running.Trial.Id);
            json.WriteNumber("update", running.Update);
            json.WriteNumber("total_updates", running.TotalUpdates);
            JsonFloat.WriteOptional(json, "batch_loss", running.Loss);
            JsonFloat.WriteOptional(json, "examples_per_second", running.ExamplesPerSecond);
            json.WriteBoolean("waiting", running.IsWaiting);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
