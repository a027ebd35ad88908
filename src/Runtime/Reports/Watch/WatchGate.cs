using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SweepDsl.Runtime.Reports.Watch;

/// <summary>
/// Decides who may have the page: whoever knows its address, in which a random token stands, and asks for it by a name of this machine. That is no page from elsewhere, whatever name its server gives this
/// machine (DNS rebinding), and no other user of the machine.
/// </summary>
internal sealed class WatchGate
{
    private const int TokenBits = 128;

    private readonly string _token = RandomNumberGenerator.GetHexString(TokenBits / 4, lowercase: true);

    /// <summary>The address of the page.</summary>
    /// <param name="port">The port that is served.</param>
    public string AddressAt(int port) => $"http://{Hosts(port)[0]}/{_token}/";

    /// <summary>Decides about a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The name of what is asked for, within the page's folder; empty for the page itself.</param>
    /// <returns>The status to refuse it with; null to let it pass.</returns>
    public int? Refusal(HttpRequest request, out string name)
    {
        string[] parts = (request.Path.Value ?? "").Split('/', 3);
        name = parts[^1];
        string[] hosts = Hosts(request.HttpContext.Connection.LocalPort);
        bool isOwn = hosts.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase) && request.Headers.Origin.All(origin => hosts.Any(host => origin == $"http://{host}"));
        bool knowsToken = parts.Length == 3 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[1]), Encoding.UTF8.GetBytes(_token));
        return !isOwn ? StatusCodes.Status403Forbidden
            : !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) ? StatusCodes.Status405MethodNotAllowed
            : !knowsToken ? StatusCodes.Status404NotFound
            : null;
    }

    // Browsers leave out the port that goes without saying.
    private static string[] Hosts(int port)
    {
        string ending = port == 80 ? "" : string.Create(CultureInfo.InvariantCulture, $":{port}");
        return [$"127.0.0.1{ending}", $"localhost{ending}"];
    }
}
