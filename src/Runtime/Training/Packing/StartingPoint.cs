using System.Collections.Immutable;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>Where a trial starts: at its checkpoint, at the weights of a file, or at weights drawn for its seed.</summary>
internal static class StartingPoint
{
    /// <summary>Brings parameters and optimizer state to the device, and initial weights to the sink.</summary>
    /// <returns>Updates already made.</returns>
    /// <exception cref="SweepException">The file to start from cannot be read, or does not fit the network.</exception>
    public static long Set(DeviceTrial trial, TrialTensors tensors, TrialJob job)
    {
        TrialRequest request = job.Request;
        if (request.Resume is { } checkpoint)
        {
            trial.Resume(checkpoint);
            return checkpoint.Update;
        }

        ImmutableArray<NamedTensor> weights = request.Training.InitFrom is { } path ? tensors.Choose(Read(path), path) : tensors.Draw(request.Seed);
        trial.Start(weights);
        job.Sink.InitialWeights(weights);
        return 0;
    }

    private static ImmutableArray<NamedTensor> Read(string path)
    {
        try
        {
            return SafetensorsFile.Read(path).Tensors;
        }
        catch (Exception error) when (error is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new SweepException(ExitCode.Data, $"init_from: cannot read '{path}': {error.Message}", error);
        }
    }
}
