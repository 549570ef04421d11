using Sweep.Grains.Storage.Postgres;

namespace Sweep.Tests.Storage;

public sealed class SessionSettingsTests
{
    [Theory]
    [InlineData(null, "idle_in_transaction_session_timeout=5000 lock_timeout=8000")]
    [InlineData("-c search_path=sherlock", "idle_in_transaction_session_timeout=5000 lock_timeout=8000")]
    [InlineData("-clock_timeout=1s", "idle_in_transaction_session_timeout=5000")]
    [InlineData("--lock-timeout=1s", "idle_in_transaction_session_timeout=5000")]
    public void Sql_WhatTheUserHasChosen_IsNotSet(string? given, string expected)
    {
        var all = $"{expected} tcp_keepalives_idle=10 tcp_keepalives_interval=5 tcp_keepalives_count=3 tcp_user_timeout=25000";
        var values = string.Join(", ", all.Split(' ').Select(setting => $"('{setting.Replace("=", "', '", StringComparison.Ordinal)}')"));

        Assert.Contains($"(VALUES {values})", SessionSettings.Sql(given, isPatient: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("-c lock_timeout=1s")]
    public void Sql_OfAPatientSession_WaitsForLocksWithoutLimit(string? given)
    {
        var sql = SessionSettings.Sql(given, isPatient: true);

        Assert.Contains("('lock_timeout', '0')", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("('lock_timeout', '8000')", sql, StringComparison.Ordinal);
    }
}
