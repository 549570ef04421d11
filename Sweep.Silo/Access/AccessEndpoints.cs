using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Sweep.Client.Json;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>The endpoints about callers: logging in and out, who one is, and tokens.</summary>
internal static class AccessEndpoints
{
    /// <param name="api">The group of <c>/api/v1</c>.</param>
    public static void MapAccess(this IEndpointRouteBuilder api)
    {
        api.MapPost("/session", LogInAsync).IsOpen().TakesJson<NewSession>()
            .WithSummary("Logs in: a token becomes a cookie that only browsers hold.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapDelete("/session", LogOut).IsOpen()
            .WithSummary("Logs out: removes the cookie.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapGet("/me", Me).RequireAtLeast(Role.Viewer)
            .WithSummary("Says who the caller is, and what the caller may do.");
        var tokens = api.MapGroup("/tokens").RequireAtLeast(Role.Admin);
        tokens.MapGet("", ListAsync).WithSummary("Lists the tokens, newest first, without their secrets.");
        tokens.MapPost("", CreateAsync).TakesJson<NewToken>().WithSummary("Makes a token. This answer alone has its secret.")
            .Produces(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        tokens.MapDelete("/{id}", RevokeAsync).WithSummary("Revokes a token. Open streams with it end within seconds.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> LogInAsync(AccessGate gate, LocalSessions local, HttpContext context)
    {
        var token = (await JsonBody.ReadAsync<NewSession>(context.Request)).Token ?? "";
        var secret = await local.OpenAsync(token, context.RequestAborted) ?? token;
        var (caller, refusal) = await gate.LogInAsync(context, secret);
        if (caller is null) { return refusal!; }
        Credentials.Keep(context, secret, caller.ExpiresAt);
        return TypedResults.NoContent();
    }

    private static NoContent LogOut(LocalSessions local, HttpContext context)
    {
        if (Credentials.Of(context.Request) is var (secret, _)) { local.Close(secret); }
        Credentials.Drop(context);
        return TypedResults.NoContent();
    }

    private static JsonObject Me(HttpContext context, HostAbilities host)
    {
        var caller = context.Caller();
        return new()
        {
            ["name"] = caller.Name,
            ["role"] = caller.Role.ToString().ToLowerInvariant(),
            ["expires_at"] = caller.ExpiresAt,
            ["can"] = host.For(caller),
        };
    }

    private static async Task<JsonObject> ListAsync(TokenStore tokens, CancellationToken cancellationToken) =>
        new() { ["tokens"] = TokenJson.List(await tokens.ListAsync(cancellationToken)) };

    private static async Task<IResult> CreateAsync(
        HttpContext context, TokenStore tokens, HostAbilities host, ILogger<AccessGate> logger, CancellationToken cancellationToken)
    {
        if (!host.Tokens) { return ReadOnly(); }
        var token = await JsonBody.ReadAsync<NewToken>(context.Request);
        if (!Enum.TryParse<Role>(token.Role, ignoreCase: true, out var role) || !Enum.IsDefined(role))
        {
            return Bad("The role is viewer, operator or admin.");
        }

        if (token.ExpiresInSeconds <= 0) { return Bad("The token expires in some seconds, or never if none are given."); }
        try
        {
            TimeSpan? lifetime = token.ExpiresInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            var (info, secret) = await tokens.CreateAsync(token.Name ?? "", role, lifetime, cancellationToken);
            AccessLog.Made(logger, context.Caller().Name, info.Name, role);
            var json = TokenJson.Whole(info);
            json["token"] = secret;
            return TypedResults.Created($"/api/v1/tokens/{info.Id:n}", json);
        }
        catch (SherlockException exception) when (exception.ExitCode == SherlockException.BadInput)
        {
            return Bad(exception.Message);
        }
    }

    private static async Task<IResult> RevokeAsync(
        HttpContext context, Guid id, TokenStore tokens, HostAbilities host, ILogger<AccessGate> logger,
        CancellationToken cancellationToken)
    {
        if (!host.Tokens) { return ReadOnly(); }
        try
        {
            var info = await tokens.RevokeAsync(id.ToString("n"), cancellationToken);
            AccessLog.Revoked(logger, context.Caller().Name, info.Name);
            return TypedResults.Ok(TokenJson.Whole(info));
        }
        catch (SherlockException exception) when (exception.ExitCode == SherlockException.BadInput)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status404NotFound, title: "No such token");
        }
    }

    private static ProblemHttpResult ReadOnly() => TypedResults.Problem(
        "This host only reads: use 'sherlock tokens', or a silo ('serve').",
        statusCode: StatusCodes.Status403Forbidden,
        title: "read-only");

    private static ProblemHttpResult Bad(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status422UnprocessableEntity, title: "Not a token");
}
