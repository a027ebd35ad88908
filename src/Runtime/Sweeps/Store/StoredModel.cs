using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>A trained network as its trial's folder has it; the experiment is not needed.</summary>
/// <param name="Network">The network.</param>
/// <param name="Weights">The weights after the last update, in the order of the network.</param>
/// <param name="OutputsAreLogits">Whether the softmax of its outputs are probabilities; otherwise it learned to give those themselves, by their squared error.</param>
/// <param name="StretchesImages">Whether images of another size were stretched to its input in training.</param>
public sealed record StoredModel(NetworkPlan Network, ImmutableArray<NamedTensor> Weights, bool OutputsAreLogits, bool StretchesImages)
{
    /// <summary>Reads <c>trial.json</c> and <c>weights.safetensors</c>.</summary>
    /// <param name="descriptionPath">The description.</param>
    /// <param name="weightsPath">The weights.</param>
    /// <exception cref="SweepException">One of them is missing, damaged or of a network that this program does not know (exit code 5).</exception>
    public static StoredModel Read(string descriptionPath, string weightsPath)
    {
        StoredModel described = ReadDescription(descriptionPath);
        try
        {
            ImmutableArray<NamedTensor> stored = SafetensorsFile.Read(weightsPath).Tensors;
            return described with { Weights = new TrialTensors(described.Network, optimizer: null).Choose(stored, weightsPath) };
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Data)
        {
            throw new SweepException(ExitCode.Results, $"{error.Message} Run this trial again with --fresh.", error);
        }
        catch (SafetensorsException error)
        {
            throw new SweepException(ExitCode.Results, $"{weightsPath} is damaged: {error.Message} Run this trial again with --fresh.", error);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SweepException(ExitCode.Results, $"{weightsPath} is missing: only a trial that finished has it, unless it was deleted. Run this trial again with --fresh.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SweepException(ExitCode.Results, $"{weightsPath} cannot be read: {error.Message}", error);
        }
    }

    private static StoredModel ReadDescription(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return new StoredModel(
                NetworkPlan.Create(DefinitionJson.ReadNetwork(root.GetProperty("network"))),
                Weights: [],
                root.GetProperty("training").GetProperty("loss").GetProperty("name").GetString() != "mean_squared_error",
                root.GetProperty("dataset").TryGetProperty("resize", out JsonElement resize) && resize.GetBoolean());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new SweepException(ExitCode.Results, $"{path} describes no network that this program can make: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SweepException(ExitCode.Results, $"{path} cannot be read: {error.Message}", error);
        }
    }
}
