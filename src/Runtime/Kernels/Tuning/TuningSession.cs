using System.Diagnostics;

namespace SweepDsl.Runtime.Kernels.Tuning;

/// <summary>
/// When the choosers of one device measure. <see cref="TuneMode.Auto"/> does whenever a product is asked for, for a limited time in all; <see cref="TuneMode.Full"/>, which may take minutes,
/// only where the device was left to it: elsewhere nobody would hear of it, or could stop it.
/// </summary>
public sealed class TuningSession
{
    private readonly Stopwatch _spent = new();
    private Action<string>? _begins;
    private CancellationToken _stop;

    /// <summary>How long <see cref="TuneMode.Auto"/> measures in all; what it does not come to is left for the next run.</summary>
    public TimeSpan AutoLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Leaves the device to measurements of <see cref="TuneMode.Full"/> while something is planned.</summary>
    /// <param name="plan">Asks for tiles.</param>
    /// <param name="begins">Hears of each product that is measured.</param>
    /// <param name="stop">Ends it between two measurements: what was not measured by then is made with default tiles.</param>
    public void Open(Action plan, Action<string> begins, CancellationToken stop)
    {
        (_begins, _stop) = (begins, stop);
        try
        {
            plan();
        }
        finally
        {
            (_begins, _stop) = (null, CancellationToken.None);
        }
    }

    /// <summary>Whether nothing is measured, or nothing more.</summary>
    public bool IsOver(TuneMode mode) => mode switch
    {
        TuneMode.Full => _begins is null || _stop.IsCancellationRequested,
        TuneMode.Auto => _spent.Elapsed > AutoLimit,
        _ => true,
    };

    /// <summary>Measures, and counts the time.</summary>
    /// <param name="product">What is measured.</param>
    /// <param name="measure">Does it.</param>
    public T Measure<T>(string product, Func<T> measure)
    {
        _begins?.Invoke(product);
        _spent.Start();
        try
        {
            return measure();
        }
        finally
        {
            _spent.Stop();
        }
    }
}
