package dev.rollcall.config;

import dev.rollcall.io.BoundedFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the files that {@code api_key_file} and the server's keys name. */
public final class KeyFiles {

  /** No key is longer; a wrong path may name anything. */
  private static final long MAX_BYTES = 64 * 1024;

  private KeyFiles() {}

  /**
   * The configuration with the keys that are in files. A file that is missing, cannot be read, is
   * larger than 64 KB or holds no usable key gives none, and the instance says so when it is off
   * for that.
   *
   * <p>A file of the server's has a key on each line; what cannot be one opens nothing.
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
            })
        .compose(read -> server(vertx, read.server()).map(read::withServer));
  }

  /** Whether there is a file to read. */
  static boolean hasFiles(RollcallConfig config) {
    return !files(config).isEmpty();
  }

  /** Returns the files that hold keys. */
  static Set<String> files(RollcallConfig config) {
    ServerConfig server = config.server();
    Stream<@Nullable String> ofServer =
        server == null
            ? Stream.of()
            : Stream.of(server.access().apiKeys().file(), server.access().adminKeys().file());
    return Stream.concat(
            ofServer, config.providers().values().stream().map(InstanceConfig::apiKeyFile))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Returns whether every user of the machine may read a file; blocks. */
  static boolean isOpenToAll(String file) {
    try {
      return Files.getPosixFilePermissions(Path.of(file)).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException | InvalidPathException unknown) {
      return false;
    }
  }

  private static Future<@Nullable ServerConfig> server(Vertx vertx, @Nullable ServerConfig server) {
    if (server == null) {
      return Future.succeededFuture();
    }
    AccessConfig access = server.access();
    Future<ServerKeys> api = keys(vertx, access.apiKeys());
    Future<ServerKeys> admin = keys(vertx, access.adminKeys());
    return Future.all(api, admin)
        .map(read -> server.withAccess(access.withKeys(api.result(), admin.result())));
  }

  private static Future<ServerKeys> keys(Vertx vertx, ServerKeys keys) {
    String file = keys.file();
    return file == null
        ? Future.succeededFuture(keys)
        : content(vertx, file).map(KeyFiles::keys).otherwise(List.of()).map(keys::and);
  }

  private static List<Secret> keys(Buffer content) {
    List<Secret> keys = new ArrayList<>();
    content
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              Secret key = key(line);
              if (key != null) {
                keys.add(key);
              }
            });
    return keys;
  }

  private static Future<InstanceConfig> read(Vertx vertx, InstanceConfig instance) {
    String file = instance.apiKeyFile();
    if (file == null) {
      return Future.succeededFuture(instance);
    }
    return content(vertx, file)
        .map(content -> withKey(instance, file, content.toString(StandardCharsets.UTF_8)))
        .otherwise(unreadable -> instance.withApiKey(null));
  }

  private static Future<Buffer> content(Vertx vertx, String file) {
    return BoundedFile.read(vertx, file, MAX_BYTES);
  }

  private static @Nullable Secret key(String text) {
    try {
      return Secret.of(text);
    } catch (IllegalArgumentException unusable) {
      return null;
    }
  }

  private static InstanceConfig withKey(InstanceConfig instance, String file, String content) {
    if (content.isBlank()) {
      return instance.withApiKey(null);
    }
    try {
      return instance.withApiKey(Secret.of(content));
    } catch (IllegalArgumentException unusable) {
      return instance.withKeyProblem("the key in " + file + " " + unusable.getMessage());
    }
  }
}
