package dev.rollcall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts nginx with the same bytes as files: one process, on the servers' core. */
final class Nginx {

  private static final Duration START = Duration.ofSeconds(10);

  private static final String CONFIG =
      """
      daemon off;
      master_process off;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events { worker_connections 2048; }
      http {
        access_log off;
        sendfile %2$s;
        keepalive_requests 1000000000;
        gzip_static on;
        etag on;
        open_file_cache max=10;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        types { }
        default_type application/json;
        server {
          listen 127.0.0.1:%3$d backlog=4096;
          root %4$s;
        }
      }
      """;

  private Nginx() {}

  static boolean isInstalled() {
    return Machine.tool("nginx") != null;
  }

  static Target start(BenchSettings settings, Bytes bytes, boolean isSendfile)
      throws IOException, InterruptedException {
    int port = Machine.freePort();
    Path own = Files.createTempDirectory(settings.directory(), "nginx");
    Path config = own.resolve("nginx.conf");
    Files.writeString(
        config, CONFIG.formatted(own, isSendfile ? "on" : "off", port, bytes.directory()));
    List<String> command =
        List.of(
            Machine.tool("nginx"),
            "-p",
            own.toString(),
            "-e",
            own + "/error.log",
            "-c",
            config.toString());
    return Start.await(
        isSendfile ? "nginx" : "nginx without sendfile",
        BenchService.process(Machine.onServerCore(command), settings),
        port,
        Bytes.PATH,
        START);
  }
}
