using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace SweepDsl.Runtime.Data.Downloads;

/// <summary>
/// The part of a file that has arrived, in FILE.part, locked against other processes. Beside it FILE.part.validator keeps what the server calls this version of the file:
/// without it, or with another version on the server, what has arrived is thrown away.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;
    private readonly FileStream _stream;

    private PartialFile(string target, FileStream stream)
    {
        _target = target;
        _stream = stream;
    }

    /// <summary>Bytes that have arrived.</summary>
    public long Length => _stream.Length;

    /// <summary>The server's name of this version; null when there is none, and then <see cref="Length"/> is 0.</summary>
    public RangeConditionHeaderValue? Validator { get; private set; }

    private string ValidatorPath => _target + ".part.validator";

    /// <summary>Opens the part, and makes the folder for it.</summary>
    /// <exception cref="IOException">It cannot be opened, for one because another process downloads into it.</exception>
    public static PartialFile Open(string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        PartialFile part = new(target, new FileStream(target + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        part.ReadValidator();
        return part;
    }

    /// <summary>Throws away what has arrived; what comes next is the version named, if it has a name.</summary>
    public void Restart(RangeConditionHeaderValue? validator)
    {
        _stream.SetLength(0);
        Validator = validator;
        if (validator is null)
        {
            File.Delete(ValidatorPath);
        }
        else
        {
            File.WriteAllText(ValidatorPath, validator.ToString());
        }
    }

    /// <summary>Adds bytes that have arrived.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _stream.Seek(0, SeekOrigin.End);
        _stream.Write(bytes);
    }

    /// <summary>SHA-256 of what has arrived, as lowercase hexadecimal digits.</summary>
    public string ComputeSha256()
    {
        _stream.Flush();
        _stream.Seek(0, SeekOrigin.Begin);
        return Convert.ToHexStringLower(SHA256.HashData(_stream));
    }

    /// <summary>Gives the complete file its name, durably.</summary>
    public void Publish()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_target + ".part", _target, overwrite: true);
        File.Delete(ValidatorPath);
    }

    /// <summary>Removes everything that has arrived.</summary>
    public void Delete()
    {
        _stream.Dispose();
        File.Delete(_target + ".part");
        File.Delete(ValidatorPath);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void ReadValidator()
    {
        if (Length > 0 && File.Exists(ValidatorPath) && RangeConditionHeaderValue.TryParse(File.ReadAllText(ValidatorPath), out RangeConditionHeaderValue? validator))
        {
            Validator = validator;
        }
        else
        {
            Restart(null);
        }
    }
}
