using System.Net;
using System.Security.Cryptography;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Data.Downloads;

namespace SweepDsl.Runtime.Tests.Data.Downloads;

public sealed class FileDownloadTests
{
    private const string Tag = "\"v1\"";
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 % 251))];

    private static readonly RemoteFile File =
        new("data.bin", new Uri("https://data.example/data.bin"), Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)));

    private readonly List<DownloadProgress> _progress = [];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        _progress.Clear();
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_file_arrives_whole_and_alone()
    {
        using LoopbackServer server = new(LoopbackServer.Whole(Content));

        string path = Download(server);

        Assert.That(System.IO.File.ReadAllBytes(path), Is.EqualTo(Content));
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { path }));
        Assert.That(server.Requests, Is.EqualTo(new[] { "https://data.example/data.bin" }));
        Assert.That(_progress[^1], Is.EqualTo(new DownloadProgress("data.bin", Content.Length, Content.Length)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(150_000)]
    [TestCase(299_999)]
    public void A_cut_download_goes_on_where_it_stopped(int bytes)
    {
        using LoopbackServer server = new(LoopbackServer.CutAfter(Content, bytes, Tag), context => Resume(context, Tag));

        Assert.That(System.IO.File.ReadAllBytes(Download(server)), Is.EqualTo(Content));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_later_run_goes_on_where_an_earlier_one_stopped()
    {
        using (LoopbackServer broken = new(LoopbackServer.CutAfter(Content, 100_000, Tag), LoopbackServer.Status(503), LoopbackServer.Status(503), LoopbackServer.Status(503)))
        {
            Assert.That(() => Download(broken), DataFaults.Saying("stopped after 100,000 of 300,000 bytes", "503", File.Sha256, _folder.Path));
        }

        using LoopbackServer server = new(LoopbackServer.Rest(Content, 100_000, Tag));

        Assert.That(System.IO.File.ReadAllBytes(Download(server)), Is.EqualTo(Content));
        Assert.That(server.Requests, Is.EqualTo(new[] { "https://data.example/data.bin bytes=100000- \"v1\"" }));
    }

    [Test]
    public void Without_a_validator_a_cut_download_starts_again()
    {
        using LoopbackServer server = new(LoopbackServer.CutAfter(Content, 100_000, null), LoopbackServer.Whole(Content));

        Assert.That(System.IO.File.ReadAllBytes(Download(server)), Is.EqualTo(Content));
        Assert.That(server.Requests[1], Does.Not.Contain("bytes="));
    }

    [Test]
    public void A_weak_validator_is_none()
    {
        using LoopbackServer server = new(LoopbackServer.CutAfter(Content, 100_000, "W/\"v1\""), LoopbackServer.Whole(Content));

        Assert.That(System.IO.File.ReadAllBytes(Download(server)), Is.EqualTo(Content));
        Assert.That(server.Requests[1], Does.Not.Contain("bytes="));
    }

    [Test]
    public void A_date_of_change_is_a_validator_too()
    {
        const string date = "Wed, 01 Jan 2020 00:00:00 GMT";
        using LoopbackServer server = new(
            context =>
            {
                context.Response.AddHeader("Last-Modified", date);
                LoopbackServer.CutAfter(Content, 100_000, null)(context);
            },
            LoopbackServer.Rest(Content, 100_000, null));

        Assert.That(System.IO.File.ReadAllBytes(Download(server)), Is.EqualTo(Content));
        Assert.That(server.Requests[1], Does.EndWith($"bytes=100000- {date}"));
    }

    [Test]
    public void A_changed_file_starts_again()
    {
        byte[] older = [.. Content.Select(value => (byte)~value)];
        using LoopbackServer server = new(LoopbackServer.CutAfter(older, 100_000, "\"v0\""), LoopbackServer.Whole(Content, Tag));

        Assert.That(System.IO.File.ReadAllBytes(Download(server)), Is.EqualTo(Content));
    }

    [Test]
    public void A_part_of_another_version_or_another_place_is_thrown_away()
    {
        using LoopbackServer server = new(
            LoopbackServer.CutAfter(Content, 100_000, Tag),
            LoopbackServer.Rest(Content, 100_000, "\"v2\""),
            LoopbackServer.CutAfter(Content, 100_000, Tag),
            LoopbackServer.Rest(Content, 50_000, Tag));

        Assert.That(() => Download(server), DataFaults.Saying("another part or version"));
        Assert.That(new FileInfo(_folder.File("data.bin.part")).Length, Is.Zero);
    }

    [Test]
    public void A_part_that_the_server_does_not_have_starts_again()
    {
        using LoopbackServer server = new(LoopbackServer.CutAfter(Content, 100_000, Tag), LoopbackServer.Status(416), LoopbackServer.Whole(Content, Tag));

        Assert.That(System.IO.File.ReadAllBytes(Download(server)), Is.EqualTo(Content));
    }

    [Test]
    public void Wrong_bytes_of_the_right_size_are_deleted_and_told()
    {
        byte[] wrong = [.. Content];
        wrong[123_456] ^= 1;
        using LoopbackServer server = new(LoopbackServer.Whole(wrong));

        Assert.That(
            () => Download(server),
            DataFaults.Saying("https://data.example/data.bin", $"not {File.Sha256}", Convert.ToHexStringLower(SHA256.HashData(wrong))));
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_page_instead_of_the_file_is_told(bool isChunked)
    {
        using LoopbackServer server = new(LoopbackServer.Page("<html>please log in</html>", isChunked));

        Assert.That(() => Download(server), DataFaults.Saying("300,000 bytes are expected", "26", "text/html"));
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    [Test]
    public void A_body_that_does_not_end_is_not_read_on()
    {
        using LoopbackServer server = new(context =>
        {
            context.Response.SendChunked = true;
            while (true)
            {
                context.Response.OutputStream.Write(Content);
            }
        });

        Assert.That(() => Download(server), DataFaults.Saying("more than 300,000 bytes"));
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    [Test]
    public void Redirects_are_followed_within_https()
    {
        using LoopbackServer server = new(
            LoopbackServer.Status(302, "https://mirror.example/a"), LoopbackServer.Status(308, "/b"), LoopbackServer.Whole(Content));

        Assert.That(System.IO.File.ReadAllBytes(Download(server)), Is.EqualTo(Content));
        Assert.That(server.Requests, Is.EqualTo(new[] { "https://data.example/data.bin", "https://mirror.example/a", "https://mirror.example/b" }));
    }

    [Test]
    public void A_redirect_to_http_is_refused()
    {
        using LoopbackServer server = new(LoopbackServer.Status(301, "http://data.example/data.bin"), LoopbackServer.Whole(Content));

        Assert.That(() => Download(server), DataFaults.Saying("http://data.example/data.bin, which is not https"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_sixth_redirect_is_refused()
    {
        using LoopbackServer server = new([.. Enumerable.Repeat(LoopbackServer.Status(302, "/again"), 7)]);

        Assert.That(() => Download(server), DataFaults.Saying("more than 5 redirects"));
        Assert.That(server.Requests, Has.Count.EqualTo(6));
    }

    [Test]
    public void A_missing_file_is_told_at_once()
    {
        using LoopbackServer server = new(LoopbackServer.Status(404));

        Assert.That(() => Download(server), DataFaults.Saying("answers 404", "Run the command again, or fetch https://data.example/data.bin (300,000 bytes"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_server_that_is_down_is_told()
    {
        LoopbackServer server = new();
        HttpMessageHandler handler = server.Handler;
        server.Dispose();

        Assert.That(() => Download(handler), DataFaults.Saying("stopped after 0 of 300,000 bytes"));
    }

    [Test]
    public void A_second_process_is_refused()
    {
        using PartialFile other = PartialFile.Open(_folder.File("data.bin"));
        using LoopbackServer server = new(LoopbackServer.Whole(Content));

        Assert.That(() => Download(server), DataFaults.Saying("wait for another process"));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_told()
    {
        string file = _folder.Write("file", [1]);
        using LoopbackServer server = new(LoopbackServer.Whole(Content));
        DataOptions options = Options(server.Handler);

        Assert.That(() => new FileDownload(File, Path.Combine(file, "folder"), options).Run(CancellationToken.None), DataFaults.Saying("cannot be stored", "--data"));
    }

    [Test]
    public void A_cancelled_download_keeps_what_has_arrived()
    {
        using CancellationTokenSource source = new();
        using LoopbackServer server = new(LoopbackServer.Whole(Content, Tag));
        DataOptions options = Options(server.Handler) with { Progress = new Cancelling(source) };

        Assert.That(() => new FileDownload(File, _folder.Path, options).Run(source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(new FileInfo(_folder.File("data.bin.part")).Length, Is.Positive);
    }

    private static void Resume(HttpListenerContext context, string etag)
    {
        string? range = context.Request.Headers["Range"];
        if (range is null)
        {
            LoopbackServer.Whole(Content, etag)(context);
        }
        else
        {
            LoopbackServer.Rest(Content, int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture), etag)(context);
        }
    }

    private string Download(LoopbackServer server) => Download(server.Handler);

    private string Download(HttpMessageHandler handler) => new FileDownload(File, _folder.Path, Options(handler)).Run(CancellationToken.None);

    private DataOptions Options(HttpMessageHandler handler) => new()
    {
        Folders = [_folder.Path],
        HttpHandler = handler,
        RetryDelay = TimeSpan.Zero,
        Progress = new Recording(_progress),
    };

    private sealed class Recording(List<DownloadProgress> reports) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => reports.Add(value);
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => source.Cancel();
    }
}
