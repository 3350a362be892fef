package dev.rollcall.config.store;

import dev.rollcall.config.ConfigException;
import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * The format {@value #NAME} of Vert.x Config: YAML whose plain values are all text, and whose
 * mistakes are told with their line. A file that cannot be read so fails the retrieval with a
 * {@link ConfigException}.
 */
public final class YamlProcessor implements ConfigProcessor {

  public static final String NAME = "rollcall-yaml";

  private static final int MAX_BYTES = 1024 * 1024;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Future<JsonObject> process(Vertx vertx, JsonObject configuration, Buffer input) {
    return input.length() > MAX_BYTES
        ? Future.failedFuture(ConfigException.of("the file is larger than 1 MB"))
        : vertx.executeBlocking(() -> YamlText.parse(input.toString()), false);
  }
}
