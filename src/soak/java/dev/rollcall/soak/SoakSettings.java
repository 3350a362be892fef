package dev.rollcall.soak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The configuration file of the service, and the ways in which somebody edits it. */
final class SoakSettings {

  /** What callers may read with, wherever that takes a key. */
  static final String READER_KEY = Upstreams.KEY_MARK + "reader";

  /** What callers may change something with, wherever that takes a key. */
  static final String ADMIN_KEY = Upstreams.KEY_MARK + "admin";

  private final Path directory;
  private final Path file;
  private final Upstreams upstreams;
  private final Random random;
  private final Allowed allowed;
  private final SoakTally edits;
  private final Catalogs catalogs;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private int accounts;
  private int guests;
  private boolean readersNeedKeys;
  private boolean changersNeedKeys;

  /** An entry under {@code providers}. */
  private static final class Entry {
    final Played played;
    final JsonObject more = new JsonObject();
    String account;
    boolean keyInFile;

    Entry(Played played, String account) {
      this.played = played;
      this.account = account;
    }

    boolean isOn() {
      return more.getBoolean("enabled", true);
    }
  }

  SoakSettings(Path directory, Upstreams upstreams, long seed, Allowed allowed, SoakTally edits)
      throws IOException {
    this.directory = directory;
    this.file = directory.resolve("rollcall.yml");
    this.upstreams = upstreams;
    this.random = new Random(seed);
    this.allowed = allowed;
    this.edits = edits;
    this.catalogs = new Catalogs(directory);
  }

  Path file() {
    return file;
  }

  /** The names of the instances that are on. */
  synchronized List<String> names() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().isOn())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The configuration that every measurement is made with: all providers, nothing to wait for. */
  synchronized void reset() throws IOException {
    List.copyOf(entries.keySet()).forEach(this::remove);
    Played.ALL.forEach(played -> add(played.name(), played, "a0"));
    catalogs.reset();
    readersNeedKeys = true;
    changersNeedKeys = true;
    write(json(3600));
  }

  /** Makes one edit; what it was is counted. */
  synchronized void edit() throws IOException {
    List<String> names = List.copyOf(entries.keySet());
    String name = names.get(random.nextInt(names.size()));
    Entry entry = entries.get(name);
    String done =
        switch (random.nextInt(15)) {
          case 0 -> {
            if (entries.size() > 3) {
              remove(name);
            }
            yield "provider removed";
          }
          case 1, 2 -> {
            Played played = Played.ALL.get(random.nextInt(Played.ALL.size()));
            add(played.name(), played, newAccount());
            yield "provider added or replaced";
          }
          case 3 -> {
            // Its name never comes again, so whatever is kept by name shows as a leak.
            Played played = Played.ALL.get(random.nextInt(Played.ALL.size() - 1));
            add("guest-" + ++guests, played, newAccount());
            yield "guest added";
          }
          case 4 -> {
            names.stream().filter(each -> each.startsWith("guest-")).forEach(this::remove);
            if (entries.isEmpty()) {
              add("openai", Played.ALL.get(0), newAccount());
            }
            yield "guests removed";
          }
          case 5 -> {
            boolean on = !entry.isOn();
            entry.more.put("enabled", on);
            if (on) {
              allowed.add(name, entry.account);
            } else {
              allowed.remove(name, entry.account);
            }
            yield "provider switched on or off";
          }
          case 6, 7 -> {
            rotate(name, entry);
            yield entry.keyInFile ? "key file rotated" : "key rotated";
          }
          case 8 -> {
            entry.more.put("timeout_ms", 1000 + random.nextInt(2000));
            yield "timeout changed";
          }
          case 9 -> {
            boolean had = entry.more.remove("deny") != null;
            entry.more.put("deny", had ? null : new JsonArray().add("*1"));
            yield "globs changed";
          }
          case 10 -> catalogs.edit(random);
          case 11 -> {
            Files.writeString(file, "providers: {openai: [broken\n  - yaml: :");
            yield "broken";
          }
          case 12 -> {
            readersNeedKeys = !readersNeedKeys;
            yield "server.api_keys changed";
          }
          case 13 -> {
            changersNeedKeys = !changersNeedKeys;
            yield "server.admin_keys changed";
          }
          default -> "settings changed";
        };
    edits.count(done);
    if (!done.equals("broken")) {
      write(json(1 + random.nextInt(12)));
    }
  }

  private void add(String name, Played played, String account) {
    if (entries.containsKey(name)) {
      remove(name);
    }
    entries.put(name, new Entry(played, account));
    allowed.add(name, account);
  }

  private void remove(String name) {
    Entry entry = entries.remove(name);
    allowed.remove(name, entry.account);
  }

  private void rotate(String name, Entry entry) throws IOException {
    allowed.removeAccount(name, entry.account);
    entry.account = newAccount();
    entry.keyInFile = random.nextBoolean();
    if (entry.isOn()) {
      allowed.add(name, entry.account);
    }
    if (entry.keyInFile) {
      Files.writeString(keyFile(name), Upstreams.KEY_MARK + entry.account + "\n");
    }
  }

  private String newAccount() {
    return "a" + ++accounts;
  }

  private Path keyFile(String name) {
    return directory.resolve("key-of-" + name);
  }

  private JsonObject json(int ttlSeconds) {
    JsonObject providers = new JsonObject();
    entries.forEach(
        (name, entry) -> {
          JsonObject instance =
              new JsonObject()
                  .put("type", entry.played.type())
                  .put("base_url", upstreams.baseUrl(entry.played));
          if (entry.keyInFile) {
            instance.put("api_key_file", keyFile(name).toString());
          } else {
            instance.put("api_key", Upstreams.KEY_MARK + entry.account);
          }
          providers.put(name, instance.mergeIn(entry.more));
        });
    return new JsonObject()
        .put(
            "server",
            new JsonObject()
                .put("host", "127.0.0.1")
                .put("port", 0)
                .put("api_keys", keys(readersNeedKeys, READER_KEY))
                .put("admin_keys", keys(changersNeedKeys, ADMIN_KEY)))
        .put("timeout_ms", 2500)
        .put(
            "circuit_breaker",
            new JsonObject().put("max_failures", 3).put("reset_timeout_ms", 2000))
        .put(
            "model_cache",
            new JsonObject()
                .put("default_ttl_seconds", ttlSeconds)
                .put(
                    "provider_ttl_overrides",
                    new JsonObject().put("ollama", ttlSeconds).put("lmstudio", ttlSeconds))
                .put("list_timeout_ms", 1000)
                .put("directory", directory.resolve("lists").toString()))
        .put("catalog", new JsonObject().put("file", catalogs.file()))
        .put("providers", providers);
  }

  /** A key that callers have, and one that is another each time. */
  private JsonArray keys(boolean needed, String key) {
    return needed
        ? new JsonArray().add(key).add(Upstreams.KEY_MARK + random.nextInt(1000))
        : new JsonArray();
  }

  /** Writes as editors do: in place, in place and in two steps, or beside and renamed. */
  private void write(JsonObject json) throws IOException {
    String text = json.encodePrettily();
    switch (random.nextInt(3)) {
      case 0 -> Files.writeString(file, text);
      case 1 -> {
        Files.writeString(file, text.substring(0, text.length() / 2));
        Files.writeString(file, text);
      }
      default -> {
        Path beside = Files.writeString(directory.resolve("rollcall.yml.new"), text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** The names that a request may ask for: those configured, and some that are not. */
  synchronized List<String> askable() {
    List<String> names = new ArrayList<>(entries.keySet());
    names.add("nobody");
    return names;
  }
}
