using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace SweepDsl.Runtime.Training.Files;

/// <summary>
/// The checkpoint of one trial: safetensors files and the manifest that names them with their hashes. Renaming a new manifest into place is the one step that makes a new state count;
/// the state before it is kept, in case the disk damages the newest. Files that the manifest does not name are rubbish of a broken-off write.
/// </summary>
/// <param name="path">The folder.</param>
/// <param name="trial">Identity of the trial.</param>
/// <param name="environment">What the trial runs on.</param>
/// <param name="files">Writes.</param>
public sealed class CheckpointFolder(string path, string trial, TrainingEnvironment environment, DurableFiles files)
{
    private const int KeptStates = 2;

    private string ManifestPath => Path.Combine(path, "manifest.json");

    /// <summary>Whether a checkpoint was ever completed here.</summary>
    public bool Exists => File.Exists(ManifestPath);

    /// <summary>Stores a state.</summary>
    /// <param name="checkpoint">The state.</param>
    /// <param name="metrics">How far the trial's metrics reach; they are on the disk already.</param>
    public void Save(TrialCheckpoint checkpoint, MetricsMark metrics)
    {
        files.CreateFolder(path);
        ImmutableArray<StoredState> older = Exists ? [.. CheckpointManifest.Read(ManifestPath).States.Where(state => state.Counters.Update < checkpoint.Update)] : [];
        string name = string.Create(CultureInfo.InvariantCulture, $"state-{checkpoint.Update}.safetensors");
        string sha256 = "";
        files.Replace(Path.Combine(path, name), stream => sha256 = WriteHashed(stream, checkpoint.Tensors));
        StoredState newest = new(name, sha256, checkpoint with { Tensors = [] }, metrics);
        CheckpointManifest manifest = new(trial, environment, [newest, .. older.Take(KeptStates - 1)]);
        files.Replace(ManifestPath, manifest.Write);
        DeleteUnnamed(manifest);
    }

    /// <summary>The usable states, the newest first, with a refusal for each that is not usable.</summary>
    /// <param name="refuse">Takes which state is refused and why.</param>
    public IEnumerable<(TrialCheckpoint Checkpoint, MetricsMark Metrics)> Load(Action<string> refuse)
    {
        CheckpointManifest? manifest = null;
        try
        {
            manifest = OwnManifest();
        }
        catch (CheckpointException error)
        {
            refuse(error.Message);
        }

        foreach (StoredState state in manifest?.States ?? [])
        {
            TrialCheckpoint? checkpoint = null;
            try
            {
                checkpoint = state.Counters with { Tensors = ReadVerified(Path.Combine(path, state.File), state.Sha256) };
            }
            catch (CheckpointException error)
            {
                refuse(error.Message);
            }

            if (checkpoint is not null)
            {
                yield return (checkpoint, state.Metrics);
            }
        }
    }

    /// <summary>Deletes the checkpoint.</summary>
    public void Delete() => files.DeleteFolder(path);

    private CheckpointManifest OwnManifest()
    {
        CheckpointManifest manifest = CheckpointManifest.Read(ManifestPath);
        if (manifest.Trial != trial)
        {
            throw new CheckpointException($"{ManifestPath} belongs to trial {manifest.Trial}, not to {trial}.");
        }

        return manifest.Environment == environment
            ? manifest
            : throw new CheckpointException($"{ManifestPath} was made with {manifest.Environment.DifferenceFrom(environment)}: going on would mix two computations in one trial.");
    }

    private static string WriteHashed(Stream stream, ImmutableArray<NamedTensor> tensors)
    {
        using var sha256 = SHA256.Create();
        using (CryptoStream hashing = new(stream, sha256, CryptoStreamMode.Write, leaveOpen: true))
        {
            SafetensorsWriter.Write(hashing, tensors);
        }

        return Convert.ToHexStringLower(sha256.Hash!);
    }

    private static ImmutableArray<NamedTensor> ReadVerified(string file, string sha256)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            string actual = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (actual != sha256)
            {
                throw new CheckpointException($"{file} is damaged: its SHA-256 is {actual} where the manifest says {sha256}.");
            }

            stream.Position = 0;
            return SafetensorsFile.Read(stream).Tensors;
        }
        catch (SafetensorsException error)
        {
            throw new CheckpointException($"{file} is damaged: {error.Message}");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException($"{file} is missing.");
        }
    }

    private void DeleteUnnamed(CheckpointManifest manifest)
    {
        foreach (string file in Directory.EnumerateFiles(path))
        {
            string name = Path.GetFileName(file);
            if (name != Path.GetFileName(ManifestPath) && manifest.States.All(state => state.File != name))
            {
                files.Delete(file);
            }
        }
    }
}
