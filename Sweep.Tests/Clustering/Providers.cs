namespace Sweep.Tests.Clustering;

public sealed class SqliteMembershipTests(SqliteClusterDatabase database)
    : MembershipContract(database), IClassFixture<SqliteClusterDatabase>;

public sealed class SqliteMembershipConcurrencyTests(SqliteClusterDatabase database)
    : MembershipConcurrencyContract(database), IClassFixture<SqliteClusterDatabase>;

public sealed class SqliteReminderTests(SqliteClusterDatabase database) : ReminderContract(database), IClassFixture<SqliteClusterDatabase>;

public sealed class PostgresMembershipTests(PostgresClusterDatabase database)
    : MembershipContract(database), IClassFixture<PostgresClusterDatabase>;

public sealed class PostgresMembershipConcurrencyTests(PostgresClusterDatabase database)
    : MembershipConcurrencyContract(database), IClassFixture<PostgresClusterDatabase>;

public sealed class PostgresReminderTests(PostgresClusterDatabase database)
    : ReminderContract(database), IClassFixture<PostgresClusterDatabase>;
