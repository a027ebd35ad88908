using System.Collections.Immutable;

namespace SweepDsl.Runtime.Benchmarks;

/// <summary>A stretch of time on one track of a trace; within a track, stretches lie beside or inside one another.</summary>
/// <param name="Track">Who was busy.</param>
/// <param name="Name">With what.</param>
/// <param name="StartNs">When it began, nanoseconds from the beginning of the trace.</param>
/// <param name="EndNs">When it ended, likewise.</param>
/// <param name="Details">What else there is to know: names and values.</param>
internal readonly record struct TraceEvent(TraceTrack Track, string Name, long StartNs, long EndNs, ImmutableArray<KeyValuePair<string, string>> Details);

/// <summary>Who was busy.</summary>
internal enum TraceTrack
{
    /// <summary>The host.</summary>
    Host = 1,

    /// <summary>The device.</summary>
    Device = 2,
}
