using System.Net;
using System.Net.Http.Headers;

namespace SweepDsl.Runtime.Data.Downloads;

/// <summary>
/// Brings a pinned file into a folder. It arrives under another name, is checked by size and SHA-256, and only then gets its own; an interrupted download goes on
/// where it stopped if the server still has the same version.
/// </summary>
internal sealed class FileDownload(RemoteFile file, string folder, DataOptions options)
{
    private const int Attempts = 4;
    private const int ChunkBytes = 1 << 17;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _target = Path.Combine(folder, file.Name);

    /// <summary>Downloads and checks the file.</summary>
    /// <param name="cancellation">Ends the download; what has arrived stays for the next time.</param>
    /// <returns>Path of the file.</returns>
    /// <exception cref="SweepException">It could not be fetched, or is not the file that is pinned.</exception>
    public string Run(CancellationToken cancellation) => RunAsync(cancellation).GetAwaiter().GetResult();

    private async Task<string> RunAsync(CancellationToken cancellation)
    {
        using PartialFile part = OpenPart();
        using HttpsRequests requests = new(options.HttpHandler);
        for (int attempt = 1; part.Length < file.Size; attempt++)
        {
            try
            {
                await ReceiveAsync(requests, part, cancellation).ConfigureAwait(false);
            }
            catch (InsecureRedirectException exception)
            {
                throw Fault($"{file.Address} {exception.Message}", exception);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                if (attempt == Attempts)
                {
                    string reason = exception is OperationCanceledException ? $"nothing came for {Patience.TotalSeconds} seconds" : exception.Message.TrimEnd('.');
                    throw Fault($"the download from {file.Address} stopped after {part.Length:N0} of {file.Size:N0} bytes: {reason}", exception);
                }

                await Task.Delay(options.RetryDelay * attempt, cancellation).ConfigureAwait(false);
            }
        }

        Verify(part);
        Store(part.Publish);
        return _target;
    }

    private async Task ReceiveAsync(HttpsRequests requests, PartialFile part, CancellationToken cancellation)
    {
        using CancellationTokenSource watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        watch.CancelAfter(Patience);
        using HttpResponseMessage response = await requests.GetAsync(file.Address, part.Length, part.Validator, watch.Token).ConfigureAwait(false);
        Accept(response, part);
        using Stream body = await response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
        byte[] chunk = new byte[ChunkBytes];
        while (true)
        {
            watch.CancelAfter(Patience);
            int read = await body.ReadAsync(chunk, watch.Token).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            if (part.Length + read > file.Size)
            {
                throw WrongSize(part, $"more than {file.Size:N0} bytes come from {file.Address}");
            }

            Store(() => part.Append(chunk.AsSpan(0, read)));
            options.Progress?.Report(new DownloadProgress(file.Name, part.Length, file.Size));
        }

        if (part.Length < file.Size)
        {
            throw WrongSize(part, $"{file.Size:N0} bytes are expected and {part.Length:N0} come from {file.Address}{Kind(response)}");
        }
    }

    // Leaves the part such that the response's body belongs at its end.
    private void Accept(HttpResponseMessage response, PartialFile part)
    {
        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
        {
            throw new HttpRequestException($"the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }

        RangeConditionHeaderValue? version = Version(response);
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
            bool isSameVersion = version is null || version.Equals(part.Validator);
            if (!isSameVersion || part.Validator is null || range?.From != part.Length || (range.HasLength && range.Length != file.Size))
            {
                Store(() => part.Restart(null));
                throw new HttpRequestException("the server answers with another part or version than was asked for");
            }
        }
        else if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && part.Length > 0)
        {
            Store(() => part.Restart(null));
            throw new HttpRequestException("the server has no such part");
        }
        else if (response.StatusCode == HttpStatusCode.OK)
        {
            Store(() => part.Restart(version));
        }
        else
        {
            throw Fault($"{file.Address} answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }

        if (response.Content.Headers.ContentLength is { } length && part.Length + length != file.Size)
        {
            throw WrongSize(part, $"{file.Size:N0} bytes are expected and {file.Address} offers {part.Length + length:N0}{Kind(response)}");
        }
    }

    private void Verify(PartialFile part)
    {
        string? found = null;
        Store(() => found = part.ComputeSha256());
        if (found != file.Sha256)
        {
            Store(part.Delete);
            throw Fault($"what {file.Address} sent has SHA-256 {found}, not {file.Sha256}; it is deleted");
        }
    }

    private PartialFile OpenPart()
    {
        PartialFile? part = null;
        Store(() => part = PartialFile.Open(_target));
        return part!;
    }

    // Faults of the disk must not pass for faults of the network, which are tried again.
    private void Store(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DataFault.Create(
                _target,
                $"the download of {file.Size:N0} bytes cannot be stored: {exception.Message.TrimEnd('.')}",
                "Make room there, wait for another process that downloads it, or name another folder with --data.",
                exception);
        }
    }

    private SweepException WrongSize(PartialFile part, string what)
    {
        Store(part.Delete);
        return Fault(what);
    }

    private SweepException Fault(string what, Exception? inner = null) => DataFault.Create(
        file.Name, what, $"Run the command again, or fetch {file.Instruction} by other means and put it into {folder}.", inner);

    private static string Kind(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type ? $" of {type}" : "";

    private static RangeConditionHeaderValue? Version(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? new RangeConditionHeaderValue(tag)
        : response.Content.Headers.LastModified is { } date ? new RangeConditionHeaderValue(date)
        : null;
}
