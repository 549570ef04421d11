namespace Sweep.Tests.Clustering;

public sealed class SqliteMembershipTests(SqliteClusterDatabase database)
    : MembershipContract(database), IClassFixture<SqliteClusterDatabase>;

public sealed class SqliteMembershipConcurrencyTests(SqliteClusterDatabase database)
    : MembershipConcurrencyContract(database), IClassFixture<SqliteClusterDatabase>;

public sealed class SqliteReminderTests(SqliteClusterDatabase database) : ReminderContract(database), IClassFixture<SqliteClusterDatabase>;

[Trait("Category", "Slow")]
public sealed class PostgresMembershipTests(PostgresClusterDatabase database)
    : MembershipContract(database), IClassFixture<PostgresClusterDatabase>;

[Trait("Category", "Slow")]
public sealed class PostgresMembershipConcurrencyTests(PostgresClusterDatabase database)
    : MembershipConcurrencyContract(database), IClassFixture<PostgresClusterDatabase>;

[Trait("Category", "Slow")]
public sealed class PostgresReminderTests(PostgresClusterDatabase database)
    : ReminderContract(database), IClassFixture<PostgresClusterDatabase>;
