# The bot as an image: docker build -t socialcarebot .
# Runs as a user without rights on a read-only root file system; writes to /data alone.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props BannedSymbols.txt global.json .editorconfig appsettings.json ./
COPY manifest/ manifest/
COPY Cards/ Cards/
COPY Bot/ Bot/
# For one kind of machine, so that it is compiled ahead and starts sooner.
RUN dotnet publish Bot/Bot.csproj -c Release -a $TARGETARCH --self-contained false -o /app \
 && mkdir /empty

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=$APP_UID:$APP_UID /empty /data
# Diagnostics would write to /tmp.
ENV DOTNET_EnableDiagnostics=0 \
    Care__Data=/data
USER $APP_UID
VOLUME /data
# The web desk, the API and health; the door for chat platforms is the one of Care:Public:Url.
EXPOSE 8080
ENTRYPOINT ["/app/SocialCareBot"]
CMD ["--urls=http://0.0.0.0:8080"]
# The image has no curl: the program itself asks the bot that runs.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["/app/SocialCareBot", "health", "--url=http://127.0.0.1:8080"]
