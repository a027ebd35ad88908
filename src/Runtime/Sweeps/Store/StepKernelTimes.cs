using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Training.Timing;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Where the device time of a training step goes.</summary>
/// <param name="Label">What is trained, by what tells it from the others that were timed: <c>batch_size=32</c>.</param>
/// <param name="BatchSize">Examples of a step.</param>
/// <param name="Kernels">Its time by kernel, longest first.</param>
public sealed record StepKernelTimes(string Label, int BatchSize, ImmutableArray<KernelTime> Kernels)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("step", Label);
        json.WriteNumber("batch_size", BatchSize);
        json.WriteStartArray("kernels");
        foreach (KernelTime kernel in Kernels)
        {
            json.WriteStartObject();
            json.WriteString("kernel", kernel.Kernel);
            json.WriteNumber("dispatches", kernel.Dispatches);
            json.WriteNumber("seconds", kernel.Seconds);
            json.WriteNumber("share", kernel.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static StepKernelTimes Read(JsonElement json) => new(
        json.GetProperty("step").GetString() ?? "",
        json.GetProperty("batch_size").GetInt32(),
        [.. json.GetProperty("kernels").EnumerateArray().Select(kernel =>
        {
            string name = kernel.GetProperty("kernel").GetString() ?? "";
            return new KernelTime(name, name, kernel.GetProperty("dispatches").GetInt32(), kernel.GetProperty("seconds").GetDouble(), kernel.GetProperty("share").GetDouble());
        })]);
}
