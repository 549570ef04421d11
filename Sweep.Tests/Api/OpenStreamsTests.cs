using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;
using Sweep.Silo.Api;

namespace Sweep.Tests.Api;

public sealed class OpenStreamsTests
{
    private readonly OpenStreams _streams = new(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));

    [Fact]
    public void Caller_WithManyStreams_LeavesPlacesToOthers()
    {
        var places = Enumerable.Range(0, OpenStreams.MostOfACaller).Select(_ => _streams.Enter(Caller("ada"))).ToList();

        var refused = Assert.Throws<ApiException>(() => _streams.Enter(Caller("ada")));
        _streams.Enter(Caller("bob")).Dispose();
        places[0].Dispose();
        places[0].Dispose();
        _streams.Enter(Caller("ada"));

        Assert.Equal(503, refused.Status);
        Assert.Throws<ApiException>(() => _streams.Enter(Caller("ada")));
    }

    [Fact]
    public void Host_WithManyStreams_OpensNoMore()
    {
        for (var count = 0; count < OpenStreams.Most; count++) { _streams.Enter(Caller($"{count}")); }

        Assert.Throws<ApiException>(() => _streams.Enter(Caller("late")));
    }

    private static Caller Caller(string name) => new(name, Role.Viewer, ExpiresAt: null, Secret: "");
}
