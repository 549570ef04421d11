using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Storage;

/// <summary>Databases that cannot hold what is stored.</summary>
public sealed class ServerChecksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQL_ASCII")]
    [InlineData("LATIN1")]
    public async Task OpenAndCreate_OfADatabaseWithoutUtf8_SayWhatIsWrongAndHowToMakeARightOne(string encoding)
    {
        await using var place = await PostgresServer.CreateDatabaseAsync(encoding);
        var location = PostgresStore.Location(place);

        foreach (var use in new[] { SherlockDatabase.OpenAsync(location, Token), SherlockDatabase.CreateAsync(location, Token) })
        {
            var error = await Assert.ThrowsAsync<SherlockException>(() => use);

            Assert.Equal((SherlockException.OutOfReach, false), (error.ExitCode, error.Passes));
            Assert.Contains($"stores text as {encoding}", error.Message, StringComparison.Ordinal);
            Assert.Matches(
                "createdb --host=.+ --port=[0-9]+ --username=.+ --encoding=UTF8 --locale=C --template=template0 NAME$", error.Message);
        }
    }
}
