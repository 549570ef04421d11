using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Postgres;

namespace Sweep.Tests.Storage;

/// <summary>Connection strings and URIs, and the secrets in them.</summary>
public sealed class ConnectionTextTests
{
    [Theory]
    [InlineData("postgresql://me@host/db", "Host=host;Username=me;Database=db")]
    [InlineData("postgres://me:p%40ss%2Fword@host:6000/db", "Host=host;Port=6000;Username=me;Password=p@ss/word;Database=db")]
    [InlineData("postgresql://[::1]:6000/db", "Host=::1;Port=6000;Database=db")]
    [InlineData("postgresql://[::1]/db", "Host=::1;Database=db")]
    [InlineData("postgresql://a:1,b:2/db", "Host=\"a:1,b:2\";Database=db")]
    [InlineData("postgresql://host/db?sslmode=verify-full&connect_timeout=7", "Host=host;Database=db;SSL Mode=VerifyFull;Timeout=7")]
    [InlineData("postgresql:///db?host=/var/run/postgresql", "Host=/var/run/postgresql;Database=db")]
    public void Parse_Uri_IsTheConnectionThatItMeans(string uri, string expected)
    {
        var parsed = PostgresUri.Parse(uri);

        Assert.True(parsed.EquivalentTo(new Npgsql.NpgsqlConnectionStringBuilder(expected)), parsed.ConnectionString);
    }

    [Fact]
    public void Server_UriWithAnUnknownKey_NamesTheNearestAndNoValue()
    {
        var error = Assert.Throws<SherlockException>(() => DatabaseLocation.Server("postgresql://me:secret@host/db?sslmod=hidden"));

        Assert.StartsWith("The database's URI has the key 'sslmod'; allowed: sslmode, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'sslmode'?", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://u:12/secret@host/db")]
    [InlineData("postgresql://u:12?secret@host/db")]
    [InlineData("postgresql://u:12?se&cret=secret@host/db")]
    [InlineData("postgresql://u@host/db?secret@=1")]
    public void Server_UriWhosePasswordEndsTooEarly_NamesNoPartOfIt(string uri)
    {
        var error = Assert.Throws<SherlockException>(() => DatabaseLocation.Server(uri));

        Assert.StartsWith("The database's URI has an '@' behind a '/' or '?'; expected ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("se", error.Message.Replace("database", "", StringComparison.Ordinal).Replace("user", "", StringComparison.Ordinal).Replace("these", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://me@host")]
    [InlineData("postgresql:///db")]
    [InlineData("postgresql://host:port/db")]
    [InlineData("postgresql://host/db?sslmode=always")]
    [InlineData("Host=h;Port=x;Database=d")]
    [InlineData("")]
    public void Server_TextThatIsNone_SaysWhatWouldBeOne(string text)
    {
        var error = Assert.Throws<SherlockException>(() => DatabaseLocation.Server(text));

        Assert.StartsWith("The database is not a connection string of PostgreSQL; expected ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=h;Username=u;Database=d")]
    [InlineData("postgresql://me@host/db")]
    [InlineData("Host=h;Password=abc;Database=d", "abc")]
    [InlineData("PWD = abc", "abc")]
    [InlineData("Password='a;''b';Database=d", "'a;''b'")]
    [InlineData("Password=\"a;b\"", "\"a;b\"")]
    [InlineData("Password=a;SSL Password=b", "a", "b")]
    [InlineData("postgresql://me:a%3Ab@host/db", "a%3Ab")]
    [InlineData("postgresql://me:a:b@c@host/db", "a:b@c")]
    [InlineData("postgresql://me:a/b?c@host/db", "a/b?c")]
    [InlineData("postgresql://me@host/db?password=abc&sslmode=require", "abc")]
    public void Secrets_InAConnection_AreFoundInTheirOwnSpelling(string text, params string[] expected) => Assert.Equal(expected, ConnectionSecrets.In(text));
}
