namespace Sweep.Tests.Storage;

public sealed class SqliteSteeringTests : SteeringContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

public sealed class SqliteExtendingTests : ExtendingContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresSteeringTests : SteeringContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresExtendingTests : ExtendingContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
