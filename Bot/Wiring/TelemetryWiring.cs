using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SocialCareBot.Desk;
using SocialCareBot.Settings;
using SocialCareBot.Web;

namespace SocialCareBot.Wiring;

/// <summary>Sends spans and figures to a collector, where the settings name one. Without one nothing is gathered.</summary>
public static class TelemetryWiring
{
    public static void AddTelemetry(this IServiceCollection services, CareSettings care)
    {
        if (care.Telemetry.Otlp is not { } address)
            return;
        var collector = new Uri(address.EndsWith('/') ? address : $"{address}/");
        services.AddSingleton<Gauges>();
        services.AddOpenTelemetry()
            .ConfigureResource(bot => bot.AddService(Telemetry.Name, serviceVersion: StatusBoard.Version))
            // Our own spans alone: those of the web server and of HTTP clients carry addresses, and addresses carry secrets.
            .WithTracing(traces => traces.AddSource(Telemetry.Name).AddOtlpExporter(to => To(to, collector, "v1/traces")))
            .WithMetrics(figures => figures.AddMeter(Telemetry.Name).AddOtlpExporter(to => To(to, collector, "v1/metrics")));
        services.ConfigureOpenTelemetryMeterProvider((bot, _) => bot.GetRequiredService<Gauges>());
    }

    private static void To(OtlpExporterOptions options, Uri collector, string signal) =>
        (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(collector, signal));
}
