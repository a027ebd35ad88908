using System.Net.Http.Headers;

namespace SweepDsl.Runtime.Data.Downloads;

/// <summary>Requests that follow a few redirects and never leave https.</summary>
internal sealed class HttpsRequests(HttpMessageHandler? handler) : IDisposable
{
    private const int MostRedirects = 5;

    // Timeouts are set for each read, not for the whole: a slow line may take hours.
    private readonly HttpClient _client = new(handler ?? CreateHandler(), disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks for a file, or for the rest of it.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="from">Bytes that are here already.</param>
    /// <param name="version">The version those bytes are of; null asks for the whole.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The response, its body not yet read.</returns>
    /// <exception cref="InsecureRedirectException">The server sends elsewhere than to https, or too often.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri address, long from, RangeConditionHeaderValue? version, CancellationToken cancellation)
    {
        for (int redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (address.Scheme != Uri.UriSchemeHttps)
            {
                throw new InsecureRedirectException($"leads to {address}, which is not https");
            }

            using HttpRequestMessage request = CreateRequest(address, from, version);
            HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            address = new Uri(address, location);
        }

        throw new InsecureRedirectException($"leads through more than {MostRedirects} redirects");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler CreateHandler() => new() { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30) };

    private static HttpRequestMessage CreateRequest(Uri address, long from, RangeConditionHeaderValue? version)
    {
        HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SweepDsl", ProgramVersion.Text));
        if (version is not null)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            request.Headers.IfRange = version;
        }

        return request;
    }
}
