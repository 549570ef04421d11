using Sweep.Grains.Storage.Postgres;

namespace Sweep.Tests.Storage;

public sealed class PostgresOptionsTests
{
    private const string Tcp = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25000";

    [Theory]
    [InlineData(null, "-c idle_in_transaction_session_timeout=5000 -c lock_timeout=8000 " + Tcp)]
    [InlineData("-c search_path=sherlock", "-c search_path=sherlock -c idle_in_transaction_session_timeout=5000 -c lock_timeout=8000 " + Tcp)]
    [InlineData("-clock_timeout=1s", "-clock_timeout=1s -c idle_in_transaction_session_timeout=5000 " + Tcp)]
    [InlineData("--lock-timeout=1s", "--lock-timeout=1s -c idle_in_transaction_session_timeout=5000 " + Tcp)]
    public void Complete_WhatTheUserHasChosen_IsKeptAndCounts(string? given, string expected)
    {
        Assert.Equal(expected, PostgresOptions.Complete(given));
        Assert.Equal(expected, PostgresOptions.Complete(expected));
    }
}
