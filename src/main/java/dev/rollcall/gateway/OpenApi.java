package dev.rollcall.gateway;

import dev.rollcall.config.Version;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The description of the REST interface; it is written by hand, in a resource. */
final class OpenApi {

  private static final RestReply DOCUMENT =
      new RestReply(
          200,
          Buffer.buffer(read().replace("$VERSION", Version.get())),
          Map.of(
              HttpHeaders.CONTENT_TYPE, "application/yaml", HttpHeaders.CACHE_CONTROL, "no-cache"));

  private OpenApi() {}

  static List<Endpoint> endpoints() {
    return List.of(
        Endpoint.read(
            "/openapi.yaml",
            "all of this as OpenAPI 3.1",
            request -> Future.succeededFuture(DOCUMENT)));
  }

  private static String read() {
    try (InputStream text = OpenApi.class.getResourceAsStream("/dev/rollcall/openapi.yaml")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
