using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>Describes the API as an OpenAPI 3.1 document at <c>/api/v1/openapi.json</c>.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";
    private const string Scheme = "token";

    public static IServiceCollection AddDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Head(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, token) =>
        {
            Describe(operation, context);
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesJson>().FirstOrDefault() is { Type: var type })
            {
                operation.RequestBody = Body("application/json", await context.GetOrCreateSchemaAsync(type, null, token));
            }
        });
    });

    public static void MapDocument(this IEndpointRouteBuilder app) =>
        app.MapOpenApi("/api/{documentName}/openapi.json").RequireAtLeast(Role.Viewer);

    private static void Head(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Sherlock",
            Version = Name,
            Description = "Reads and steers hyperparameter sweeps. Errors are application/problem+json.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token that 'sherlock tokens create' made, or the cookie that POST /api/v1/session sets.",
            },
        };

        // The address is the one at which the caller found the document.
        document.Servers?.Clear();
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<AccessRule>().LastOrDefault() is { Role: { } role })
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
            operation.Extensions["x-role"] = new JsonNodeExtension(role.ToString().ToLowerInvariant());
        }

        if (metadata.OfType<TakesSweepFile>().Any())
        {
            operation.RequestBody = Body("application/yaml", new OpenApiSchema { Type = JsonSchemaType.String });
        }

        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description ??= ParameterTexts.Of(parameter.Name);
        }
    }

    private static OpenApiRequestBody Body(string contentType, IOpenApiSchema schema) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { [contentType] = new() { Schema = schema } },
    };
}
