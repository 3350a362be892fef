package dev.rollcall.config;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the files that {@code api_key_file} names. */
public final class KeyFiles {

  /** No key is longer; a wrong path may name anything. */
  private static final long MAX_BYTES = 64 * 1024;

  private KeyFiles() {}

  /**
   * The configuration with the keys that are in files. A file that is missing, cannot be read, is
   * larger than 64 KB or holds no usable key gives none, and the instance says so when it is off
   * for that.
   *
   * @return never fails
   */
  public static Future<RollcallConfig> read(Vertx vertx, RollcallConfig config) {
    List<Future<InstanceConfig>> instances =
        config.providers().values().stream().map(instance -> read(vertx, instance)).toList();
    return Future.all(instances)
        .map(
            all -> {
              Map<String, InstanceConfig> read = new LinkedHashMap<>();
              all.<InstanceConfig>list().forEach(instance -> read.put(instance.name(), instance));
              return config.withProviders(read);
            });
  }

  private static Future<InstanceConfig> read(Vertx vertx, InstanceConfig instance) {
    String file = instance.apiKeyFile();
    if (file == null) {
      return Future.succeededFuture(instance);
    }
    return Future.succeededFuture(file)
        .compose(vertx.fileSystem()::props)
        .compose(
            props ->
                props.isRegularFile() && props.size() <= MAX_BYTES
                    ? vertx.fileSystem().readFile(file)
                    : Future.succeededFuture(Buffer.buffer()))
        .map(KeyFiles::key)
        .otherwise((@Nullable Secret) null)
        .map(instance::withApiKey);
  }

  private static @Nullable Secret key(Buffer content) {
    try {
      return Secret.of(content.toString(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException unusable) {
      return null;
    }
  }
}
