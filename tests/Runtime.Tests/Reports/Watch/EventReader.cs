namespace SweepDsl.Runtime.Tests.Reports.Watch;

/// <summary>Reads server-sent events, as a browser does; comments come as events of that name. What does not come within minutes fails.</summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<ServerEvent?> Next()
    {
        ServerEvent read = new("message", "", "");
        for (bool isEmpty = true; await _reader.ReadLineAsync(_patience.Token) is { } line;)
        {
            if (line.Length == 0)
            {
                if (!isEmpty)
                {
                    return read;
                }

                continue;
            }

            string[] parts = line.Split(": ", 2);
            string value = parts.Length > 1 ? parts[1] : "";
            (read, isEmpty) = parts[0].TrimEnd(':') switch
            {
                "event" => (read with { Name = value }, false),
                "id" => (read with { Id = value }, false),
                "data" => (read with { Data = read.Data + value }, false),
                "" => (read with { Name = "comment", Data = value }, false),
                _ => (read, isEmpty),
            };
        }

        return null;
    }

    /// <summary>The next event, which must be of that name.</summary>
    public async Task<ServerEvent> Expect(string name)
    {
        ServerEvent? read = await Next();
        Assert.That(read?.Name, Is.EqualTo(name), $"{read}");
        return read!;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _patience.Dispose();
    }
}

/// <summary>An event.</summary>
internal sealed record ServerEvent(string Name, string Id, string Data);
