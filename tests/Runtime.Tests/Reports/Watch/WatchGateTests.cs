using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using SweepDsl.Runtime.Reports.Watch;

namespace SweepDsl.Runtime.Tests.Reports.Watch;

/// <summary>Who gets the page, and what of it.</summary>
public sealed class WatchGateTests : WatchedStudyFixture
{
    [TestCase("127.0.0.1:{0}", HttpStatusCode.OK)]
    [TestCase("localhost:{0}", HttpStatusCode.OK)]
    [TestCase("LOCALHOST:{0}", HttpStatusCode.OK)]
    [TestCase("127.0.0.1", HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.1:1", HttpStatusCode.Forbidden)]
    [TestCase("127.0.0.2:{0}", HttpStatusCode.Forbidden)]
    [TestCase("[::1]:{0}", HttpStatusCode.Forbidden)]
    [TestCase("rebound.example:{0}", HttpStatusCode.Forbidden)]
    [TestCase("localhost.rebound.example:{0}", HttpStatusCode.Forbidden)]
    public async Task It_must_be_asked_for_by_a_name_of_this_machine(string host, HttpStatusCode status)
    {
        using HttpResponseMessage response = await Ask(with: headers => headers.Host = string.Format(null, host, Port));

        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [TestCase("http://127.0.0.1:{0}", HttpStatusCode.OK)]
    [TestCase("http://localhost:{0}", HttpStatusCode.OK)]
    [TestCase("https://127.0.0.1:{0}", HttpStatusCode.Forbidden)]
    [TestCase("http://127.0.0.1", HttpStatusCode.Forbidden)]
    [TestCase("http://elsewhere.example", HttpStatusCode.Forbidden)]
    [TestCase("null", HttpStatusCode.Forbidden)]
    public async Task No_page_of_another_origin_gets_it(string origin, HttpStatusCode status)
    {
        foreach (string name in (string[])["", "events", "plotly.min.js"])
        {
            using HttpResponseMessage response = await Ask(name, with: headers => headers.Add("Origin", string.Format(null, origin, Port)));
            Assert.That(response.StatusCode, Is.EqualTo(status), name);
        }
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("PATCH")]
    [TestCase("OPTIONS")]
    [TestCase("TRACE")]
    public async Task It_can_be_read_and_nothing_else(string method)
    {
        using HttpResponseMessage response = await Ask(method: new HttpMethod(method));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { "GET", "HEAD" }));
    }

    [Test]
    public async Task Who_does_not_know_the_token_finds_nothing()
    {
        string token = new Uri(Server.Address).AbsolutePath.Trim('/');
        string other = token[..^1] + (token[^1] == '0' ? '1' : '0');
        string[] paths = ["", "/", "/events", "/plotly.min.js", $"/{other}/", $"/{other}/events", $"/{token[..^1]}/", $"/{token}0/", $"/{token.ToUpperInvariant()}x/", $"//{token}/", $"/{token}"];

        foreach (string path in paths)
        {
            using HttpResponseMessage response = await Client.GetAsync(new Uri($"http://127.0.0.1:{Port}{path}"));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain(token), path);
        }

        Assert.That(token, Does.Match("^[0-9a-f]{32}$"), "128 bits");
        await using WatchServer another = await WatchServer.Start(Results, port: 0, TimeProvider.System);
        Assert.That(new Uri(another.Address).AbsolutePath, Is.Not.EqualTo(new Uri(Server.Address).AbsolutePath));
    }

    [TestCase("sweep.json")]
    [TestCase("index.html")]
    [TestCase("events/")]
    [TestCase("./../sweep.json")]
    [TestCase("../../../../../../../../etc/passwd")]
    [TestCase("%2e%2e/sweep.json")]
    [TestCase("..%2fsweep.json")]
    [TestCase("..\\sweep.json")]
    [TestCase("//etc/passwd")]
    [TestCase("plotly.min.js%00")]
    [TestCase("trials/0000000000000000/trial.json")]
    public async Task No_file_can_be_asked_for(string name)
    {
        Run();

        // As it is: a client of the library would tidy the path.
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {new Uri(Server.Address).AbsolutePath}{name} HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\nConnection: close\r\n\r\n"));
        using StreamReader reader = new(stream);
        string answer = await reader.ReadToEndAsync();

        Assert.That(answer, Does.StartWith("HTTP/1.1 404 ").Or.StartWith("HTTP/1.1 400 "));
        Assert.That(answer, Does.Not.Contain("batch_size").And.Not.Contain("root:"));
    }

    [Test]
    public void Only_this_machine_can_connect()
    {
        Assert.That(
            IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == Port).Select(listener => listener.Address), Is.EqualTo(new[] { IPAddress.Loopback }));
    }

    [TestCase("", "text/html; charset=utf-8")]
    [TestCase("plotly.min.js", "text/javascript; charset=utf-8")]
    [TestCase("events", "text/event-stream; charset=utf-8")]
    [TestCase("none", "text/plain; charset=utf-8")]
    public async Task All_that_is_sent_is_kept_by_none_and_shown_to_no_other_page(string name, string type)
    {
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            using HttpResponseMessage response = await Ask(name, method);
            Assert.That(response.Headers.GetValues("Cache-Control"), Is.EqualTo(new[] { "no-store" }));
            Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
            Assert.That(response.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "same-origin" }));
            Assert.That(response.Headers.GetValues("Content-Security-Policy"), Is.EqualTo(new[] { "frame-ancestors 'none'" }));
            Assert.That(response.Headers.Contains("Server"), Is.False);
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo(type));
            Assert.That(method == HttpMethod.Head ? await response.Content.ReadAsByteArrayAsync() : [], Is.Empty);
        }
    }

    [Test]
    public async Task A_port_that_is_taken_is_told_with_what_to_do()
    {
        SweepException? error = Assert.ThrowsAsync<SweepException>(() => WatchServer.Start(Results, Port, TimeProvider.System));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(error.Message, Does.StartWith($"--port: port {Port} of 127.0.0.1 cannot be had: ").And.EndsWith("Name another, or leave --port out for one that is free."));
        using HttpResponseMessage response = await Ask();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
