using System.Runtime.InteropServices;

namespace SweepDsl.Runtime.Cli;

/// <summary>Turns the first Ctrl-C, SIGTERM or SIGHUP into a wish to stop; the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] Watched = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action _onFirst;
    private int _count;

    /// <summary>Watches until it is disposed.</summary>
    /// <param name="onFirst">Called at the first signal, on a thread of its own.</param>
    public StopSignals(Action onFirst)
    {
        _onFirst = onFirst;
        _registrations = [.. Watched.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // Not cancelled, a signal does what it does to any process.
        if (Interlocked.Increment(ref _count) > 1)
        {
            return;
        }

        context.Cancel = true;
        _source.Cancel();
        _onFirst();
    }
}
