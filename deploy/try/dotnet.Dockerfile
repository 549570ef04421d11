# Stands in for the image aspnet:10.0-noble: Debian's packages with the runtime of this machine's .NET. That folder is the context.
FROM localhost/sherlock-try-base
COPY dotnet /usr/share/dotnet/
COPY host /usr/share/dotnet/host
COPY shared /usr/share/dotnet/shared
RUN ln -s ../share/dotnet/dotnet /usr/bin/dotnet && useradd --uid 1654 --create-home app
# The variables of that image, and two for the SDK: it needs no library of Unicode's, which a silo never needs, and finds its packages.
ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true NUGET_PACKAGES=/packages
