using Npgsql;
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
    [InlineData(
        "postgresql://host/db?sslmode=require&channel_binding=require",
        "Host=host;Database=db;SSL Mode=Require;Channel Binding=Require")]
    [InlineData(
        "postgresql://host/db?gssencmode=disable&krbsrvname=pg",
        "Host=host;Database=db;GSS Encryption Mode=Disable;Kerberos Service Name=pg")]
    [InlineData("postgresql://host/db?options=endpoint%3Dep-cool-darkness", "Host=host;Database=db;Options=endpoint=ep-cool-darkness")]
    [InlineData(
        "postgresql://host/db?keepalives=1&keepalives_idle=60&keepalives_interval=10&keepalives_count=3",
        "Host=host;Database=db;TCP Keepalive=true;TCP Keepalive Time=60;TCP Keepalive Interval=10")]
    [InlineData("postgresql://host/db?keepalives=0&keepalives_idle=0&tcp_user_timeout=10000", "Host=host;Database=db;TCP Keepalive=false")]
    [InlineData(
        "postgresql://a,b/db?target_session_attrs=read-write&load_balance_hosts=random",
        "Host=\"a,b\";Database=db;Target Session Attributes=read-write;Load Balance Hosts=true")]
    [InlineData(
        "postgresql://host/db?sslrootcert=/ca.pem&sslcert=/me.pem&sslkey=/me.key&sslpassword=x&sslnegotiation=direct",
        "Host=host;Database=db;Root Certificate=/ca.pem;SSL Certificate=/me.pem;SSL Key=/me.key;SSL Password=x;SSL Negotiation=Direct")]
    [InlineData("postgresql://host/db?sslrootcert=system", "Host=host;Database=db;SSL Mode=VerifyFull")]
    [InlineData(
        "postgresql://host/db?ssl=true&sslsni=1&sslcompression=0&client_encoding=utf8&ssl_min_protocol_version=TLSv1.2",
        "Host=host;Database=db;SSL Mode=Require")]
    [InlineData("postgresql://host/db?application_name=a&fallback_application_name=b", "Host=host;Database=db;Application Name=a")]
    public void Parse_Uri_IsTheConnectionThatItMeans(string uri, string expected)
    {
        var parsed = PostgresUri.Parse(uri);

        Assert.True(parsed.EquivalentTo(new NpgsqlConnectionStringBuilder(expected)), parsed.ConnectionString);
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
    [InlineData("sslmode", "secret")]
    [InlineData("connect_timeout", "secret")]
    [InlineData("keepalives", "secret")]
    [InlineData("keepalives_idle", "secret")]
    [InlineData("client_encoding", "secret")]
    [InlineData("target_session_attrs", "secret")]
    [InlineData("channel_binding", "secret")]
    public void Server_UriWithAValueThatAKeyLacks_NamesTheKeyAndNoValue(string key, string value)
    {
        var error = Assert.Throws<SherlockException>(() => DatabaseLocation.Server($"postgresql://me@host/db?{key}={value}"));

        Assert.Equal(
            $"The database's URI has a value of {key} that is none; expected one that PostgreSQL's own programs take.", error.Message);
    }

    [Theory]
    [InlineData("Host=h;Database=d", "TCP Keepalive=true;TCP Keepalive Time=5;TCP Keepalive Interval=1")]
    [InlineData("Host=h;Database=d;TCP Keepalive Time=60", "TCP Keepalive=true;TCP Keepalive Time=60;TCP Keepalive Interval=1")]
    [InlineData("postgresql://h/d?keepalives=0&keepalives_interval=7", "TCP Keepalive=false")]
    [InlineData("postgresql://h/d?target_session_attrs=read-write", "TCP Keepalive=true;TCP Keepalive Time=5;TCP Keepalive Interval=1")]
    public void Complete_WhatTheUserLeftOpen_IsSetOnceAndHoldsUpNoThread(string given, string expected)
    {
        var connection = PostgresUri.IsOne(given) ? PostgresUri.Parse(given) : new(given);
        var rest = new NpgsqlConnectionStringBuilder(
            "Host=h;Database=d;Application Name=sherlock;Timeout=5;Command Timeout=10;Include Error Detail=false;"
                + $"No Reset On Close=true;{expected}");

        var once = ConnectionDefaults.Complete(connection, hasKerberos: true);

        Assert.True(once.EquivalentTo(rest), once.ConnectionString);
        var twice = ConnectionDefaults.Complete(new(once.ConnectionString), hasKerberos: true);
        Assert.True(twice.EquivalentTo(rest), "It is not the same the second time.");
        Assert.Equal(0, once.KeepAlive);
    }

    [Theory]
    [InlineData("Host=h;Database=d", true, GssEncryptionMode.Prefer)]
    [InlineData("Host=h;Database=d", false, GssEncryptionMode.Disable)]
    [InlineData("Host=h;Database=d;GSS Encryption Mode=Require", false, GssEncryptionMode.Require)]
    public void Complete_MachineWithoutKerberos_AsksForItOnlyIfTheUserDoes(string given, bool hasKerberos, GssEncryptionMode expected) =>
        Assert.Equal(expected, ConnectionDefaults.Complete(new(given), hasKerberos).GssEncryptionMode);

    [Theory]
    [InlineData("postgresql://u:12/secret@host/db")]
    [InlineData("postgresql://u:12?secret@host/db")]
    [InlineData("postgresql://u:12?se&cret=secret@host/db")]
    [InlineData("postgresql://u@host/db?secret@=1")]
    public void Server_UriWhosePasswordEndsTooEarly_NamesNoPartOfIt(string uri)
    {
        var error = Assert.Throws<SherlockException>(() => DatabaseLocation.Server(uri));

        Assert.StartsWith("The database's URI has an '@' behind a '/' or '?'; expected ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "se",
            error.Message.Replace("database", "", StringComparison.Ordinal).Replace("user", "", StringComparison.Ordinal)
                .Replace("these", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://me@host")]
    [InlineData("postgresql:///db")]
    [InlineData("postgresql://host:port/db")]
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
    [InlineData("postgresql://me@host/db?sslpassword=abc", "abc")]
    public void Secrets_InAConnection_AreFoundInTheirOwnSpelling(string text, params string[] expected) =>
        Assert.Equal(expected, ConnectionSecrets.In(text));
}
