using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>
/// Stores who may use the HTTP port. A token is shown once, when it is made; only its SHA-256 is stored. Revoked and expired tokens stay in
/// the list, because events name them.
/// </summary>
public sealed class TokenStore
{
    /// <summary>How exact the time of the last use is, so that a busy token does not write with every request.</summary>
    internal static readonly TimeSpan UseInterval = TimeSpan.FromMinutes(1);

    private readonly StoreSession _session;
    private readonly TimeProvider _clock;

    internal TokenStore(StoreSession session, TimeProvider clock) => (_session, _clock) = (session, clock);

    /// <summary>Makes a store for a process without a silo.</summary>
    public static TokenStore Over(SherlockDatabase database) => new(new(database.Contexts), database.Clock);

    /// <summary>Makes a token.</summary>
    /// <param name="lifetime">How long it is valid; null: until it is revoked.</param>
    /// <returns>What is stored of it, and the token itself, which nothing shows again.</returns>
    /// <exception cref="SherlockException">The name is no name, or a valid token has it.</exception>
    public async Task<(TokenInfo Info, string Token)> CreateAsync(
        string name, Role role, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        TokenName.Check(name);
        var (id, token) = (Guid.NewGuid(), TokenText.New());
        var info = await _session.WriteAsync(
            async db =>
            {
                // Two commands with one name take turns.
                await SweepLocks.TakeNamesAsync(db, cancellationToken);
                var now = _clock.GetUtcNow();
                var same = await db.Tokens.Where(row => row.Name == name).ToListAsync(cancellationToken);
                if (same.Exists(row => Info(row).IsValidAt(now)))
                {
                    throw new SherlockException($"A token has the name '{name}' already: take another name, or revoke that one first.");
                }

                TokenRecord row = new()
                {
                    Id = id,
                    Name = name,
                    Role = role,
                    Prefix = TokenText.Prefix(token),
                    Sha256 = TokenText.Sha256(token),
                    CreatedAt = now,
                    ExpiresAt = now + lifetime,
                };
                db.Tokens.Add(row);
                await db.SaveChangesAsync(cancellationToken);
                return Info(row);
            },
            cancellationToken);
        return (info, token);
    }

    /// <summary>All tokens, the newest first.</summary>
    public Task<IReadOnlyList<TokenInfo>> ListAsync(CancellationToken cancellationToken) => _session.ReadAsync<IReadOnlyList<TokenInfo>>(
        async db => (await db.Tokens.AsNoTracking().OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Name)
            .ToListAsync(cancellationToken)).ConvertAll(Info),
        cancellationToken);

    /// <summary>Ends a token. Silos notice within seconds. A token that was revoked before stays so.</summary>
    /// <param name="nameOrId">The token's id, or the name of the newest token that has it.</param>
    /// <exception cref="SherlockException">There is no such token.</exception>
    public Task<TokenInfo> RevokeAsync(string nameOrId, CancellationToken cancellationToken) => _session.WriteAsync(
        async db =>
        {
            var (now, isId) = (_clock.GetUtcNow(), Guid.TryParse(nameOrId, out var id));
            var row = await db.Tokens.AsNoTracking().Where(row => isId ? row.Id == id : row.Name == nameOrId)
                .OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(cancellationToken)
                ?? throw new SherlockException(
                    $"There is no token {Spelling.Quote(nameOrId)}: 'tokens list' shows those that there are.");
            var changed = await db.Tokens.Where(one => one.Id == row.Id && one.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.RevokedAt, now), cancellationToken);
            return changed == 1 ? Info(row) with { RevokedAt = now } : Info(row);
        },
        cancellationToken);

    /// <summary>Whether a token was ever made, be it valid or not.</summary>
    internal Task<bool> IsAnyAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(db => db.Tokens.AnyAsync(cancellationToken), cancellationToken);

    /// <summary>What is known of a token that is valid now; null if there is no such token.</summary>
    internal async Task<TokenInfo?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!TokenText.IsOne(token)) { return null; }
        var (prefix, hash, now) = (TokenText.Prefix(token), TokenText.Sha256(token), _clock.GetUtcNow());
        var rows = await _session.ReadAsync(
            db => db.Tokens.AsNoTracking().Where(row => row.Prefix == prefix).ToListAsync(cancellationToken), cancellationToken);
        var info = rows.Find(row => TokenText.AreSame(row.Sha256, hash)) is { } row ? Info(row) : null;
        return info?.IsValidAt(now) is true ? info : null;
    }

    /// <summary>Notes that a token is used now.</summary>
    internal async Task NoteUseAsync(TokenInfo token, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        if (now - token.LastUsedAt < UseInterval) { return; }
        var before = now - UseInterval;
        await _session.WriteAsync(
            db => db.Tokens.Where(row => row.Id == token.Id && (row.LastUsedAt == null || row.LastUsedAt <= before))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken),
            cancellationToken);
    }

    private static TokenInfo Info(TokenRecord row) =>
        new(row.Id, row.Name, row.Role, row.Prefix, row.CreatedAt, row.ExpiresAt, row.LastUsedAt, row.RevokedAt);
}
