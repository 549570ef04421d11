using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Sweep.Grains.Storage;

/// <summary>A pool of one provider's contexts, for code that does not depend on the provider.</summary>
internal sealed class ContextFactory<TContext>(DbContextOptions<TContext> options) : IDbContextFactory<SherlockContext>
    where TContext : SherlockContext
{
    private readonly PooledDbContextFactory<TContext> _pool = new(options);

    public SherlockContext CreateDbContext() => _pool.CreateDbContext();

    public async Task<SherlockContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await _pool.CreateDbContextAsync(cancellationToken);
}
