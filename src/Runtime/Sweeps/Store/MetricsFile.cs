using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Appends to a trial's <c>metrics.jsonl</c>, one JSON object a line, and knows the hash of all it holds.</summary>
public sealed class MetricsFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly DurableFiles _files;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _lines = new();

    private MetricsFile(FileStream stream, DurableFiles files) => (_stream, _files) = (stream, files);

    /// <summary>Starts an empty file.</summary>
    public static MetricsFile Create(string path, DurableFiles files)
    {
        files.Step($"create {path}");
        return new MetricsFile(new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite), files);
    }

    /// <summary>Opens a file to go on from a mark; what stands after the mark came from updates that will be made again, and is cut off.</summary>
    /// <returns>Null when the file does not hold what the mark says.</returns>
    public static MetricsFile? Continue(string path, MetricsMark mark, DurableFiles files)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        MetricsFile file = new(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite), files);
        if (!file.TryHash(mark))
        {
            file.Dispose();
            return null;
        }

        files.Step($"truncate {path}");
        file._stream.SetLength(mark.Bytes);
        return file;
    }

    /// <summary>Appends an evaluation.</summary>
    public void Append(Evaluation evaluation)
    {
        AddLine(evaluation, static (json, evaluation) => EvaluationJson.WriteMembers(json, evaluation));
        AppendLines();
    }

    /// <summary>Appends the batch losses of consecutive updates.</summary>
    public void Append(long firstUpdate, ReadOnlySpan<float> losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            AddLine((Update: firstUpdate + i, Loss: losses[i]), static (json, line) =>
            {
                json.WriteNumber("update", line.Update);

                // float32 in its own shortest form, not in that of the double it widens to.
                if (float.IsFinite(line.Loss))
                {
                    json.WriteNumber("batch_loss", line.Loss);
                }
                else
                {
                    JsonFloat.Write(json, "batch_loss", line.Loss);
                }
            });
        }

        AppendLines();
    }

    /// <summary>Brings all lines to the disk and says how far they reach.</summary>
    public MetricsMark Flush()
    {
        _files.Step($"flush {_stream.Name}");
        _stream.Flush(flushToDisk: true);
        return new MetricsMark(_stream.Length, Convert.ToHexStringLower(_hash.GetCurrentHash()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }

    private void AddLine<T>(T value, Action<Utf8JsonWriter, T> writeMembers)
    {
        using Utf8JsonWriter json = new(_lines);
        json.WriteStartObject();
        writeMembers(json, value);
        json.WriteEndObject();
        json.Flush();
        _lines.Write("\n"u8);
    }

    private void AppendLines()
    {
        _files.Step($"append {_stream.Name}");
        _hash.AppendData(_lines.WrittenSpan);
        _stream.Write(_lines.WrittenSpan);
        _stream.Flush();
        _lines.ResetWrittenCount();
    }

    private bool TryHash(MetricsMark mark)
    {
        if (mark.Bytes < 0 || mark.Bytes > _stream.Length)
        {
            return false;
        }

        byte[] chunk = new byte[1 << 16];
        for (long left = mark.Bytes; left > 0;)
        {
            int read = _stream.Read(chunk, 0, (int)Math.Min(chunk.Length, left));
            _hash.AppendData(chunk, 0, read);
            left -= read;
        }

        return Convert.ToHexStringLower(_hash.GetCurrentHash()) == mark.Sha256;
    }
}
