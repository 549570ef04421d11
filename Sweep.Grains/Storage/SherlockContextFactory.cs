using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Sweep.Grains.Storage;

/// <summary>For <c>dotnet ef migrations add</c> alone, which compares models and opens no database.</summary>
internal sealed class SherlockContextFactory : IDesignTimeDbContextFactory<SherlockContext>
{
    public SherlockContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SherlockContext>().UseSqlite("Data Source=design-time.db").Options);
}
