package dev.rollcall.testing;

import dev.rollcall.testing.Recording.Kind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * The answers that providers really gave, from the folder named by the system property {@code
 * rollcall.recordings}. Without it, tests over them are skipped.
 */
public final class Recordings {

  private static final String FOLDER = System.getProperty("rollcall.recordings", "");
  private static final Path INDEX = Path.of(FOLDER, "INDEX.md");

  /** A row of the index: file, endpoint, models, and columns that are not needed here. */
  private static final Pattern ROW =
      Pattern.compile("\\| ([^|]+/[^|]+) \\| ([^|]+) \\| (\\d+|-) \\|.*");

  private static final Pattern PATH = Pattern.compile("://[^/]+(/[^? ]*)");
  private static final Pattern STATUS = Pattern.compile("-> (\\d{3})");

  /** Answers of endpoints that are no model list of a type, by the start of their names. */
  private static final Map<String, String> OTHER_ENDPOINTS =
      Map.of(
          "gemini/vertex-", "Vertex AI's list of publishers' models, another API than Gemini's",
          "openai-compatible/fireworks-account-", "Fireworks' account management API",
          "openrouter/model-endpoints-", "the hosts of one model",
          "perplexity/models-", "another product's models; perplexity's own list is built in",
          "xai/image-generation-models-", "a list of images' prices that is not asked for");

  private static final List<String> SIDE_REQUESTS = List.of("ollama/show-", "xai/language-models-");

  private Recordings() {}

  /** Whether there are any. */
  public static boolean exist() {
    return !FOLDER.isEmpty() && Files.isRegularFile(INDEX);
  }

  /** Skips the calling test when there are none. */
  public static void assumeExist() {
    Assumptions.assumeTrue(exist(), "rollcall.recordings names no recordings");
  }

  /** Every recording; skips the calling test when there are none. */
  public static List<Recording> all() {
    assumeExist();
    try (var lines = Files.lines(INDEX)) {
      return lines
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(row -> read(Path.of(FOLDER), row))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recordings of these kinds; skips the calling test when there are no recordings. */
  public static List<Recording> of(Kind... kinds) {
    return all().stream().filter(recording -> List.of(kinds).contains(recording.kind())).toList();
  }

  private static Recording read(Path folder, Matcher row) {
    String file = row.group(1);
    String endpoint = row.group(2);
    int models = row.group(3).equals("-") ? 0 : Integer.parseInt(row.group(3));
    JsonObject meta = meta(folder.resolve(file.replaceFirst("\\.\\w+$", ".meta.json")));
    int status = meta.getInteger("status", number(STATUS.matcher(endpoint)));
    Map<String, String> headers = headers(meta);
    byte[] body = bytes(folder.resolve(file));
    String directory = file.substring(0, file.indexOf('/'));
    Matcher path = PATH.matcher(endpoint);
    return new Recording(
        file,
        directory.equals("together") ? "togetherai" : directory,
        kind(file, status, models, new String(body, StandardCharsets.UTF_8)),
        models,
        startOf(file, OTHER_ENDPOINTS),
        path.find() ? path.group(1) : "/",
        status,
        headers,
        body);
  }

  private static Kind kind(String file, int status, int models, String body) {
    if (status != 200 || file.contains("/error-") || file.contains("-error-")) {
      return Kind.ERROR;
    }
    if (!startOf(file, OTHER_ENDPOINTS).isEmpty()) {
      return Kind.OTHER;
    }
    if (SIDE_REQUESTS.stream().anyMatch(file::startsWith)) {
      return Kind.SIDE_REQUEST;
    }
    if (file.contains("-page1-") || file.contains("-page2-")) {
      return Kind.PAGE_OF_PAIR;
    }
    if (models == 0) {
      return Kind.EMPTY_LIST;
    }
    return body.contains("\"next_page_token\"") ? Kind.LONE_FIRST_PAGE : Kind.LIST;
  }

  private static String startOf(String file, Map<String, String> reasons) {
    return reasons.entrySet().stream()
        .filter(reason -> file.startsWith(reason.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static int number(Matcher status) {
    return status.find() ? Integer.parseInt(status.group(1)) : 200;
  }

  private static Map<String, String> headers(JsonObject meta) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.putAll(
        meta.getJsonObject("headers", new JsonObject()).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().toString())));
    return headers;
  }

  private static JsonObject meta(Path file) {
    return Files.exists(file)
        ? new JsonObject(new String(bytes(file), StandardCharsets.UTF_8))
        : new JsonObject();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
