package dev.rollcall.soak;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Judges answers: status, body, whose models they list, and that no change is ever taken back. */
final class Check {

  private static final Pattern ACCOUNT = Pattern.compile("(a\\d+)\\.m\\d+");

  private final Allowed allowed;
  private final SoakRequests requests;
  private final AtomicLong seq = new AtomicLong();

  Check(Allowed allowed, SoakRequests requests) {
    this.allowed = allowed;
    this.requests = requests;
  }

  /** The last change that any answer has contained so far. */
  long seq() {
    return seq.get();
  }

  /**
   * What is wrong with an answer.
   *
   * @param askedAt when it was asked for
   * @param seqBefore what {@link #seq} was then
   * @return null when nothing is
   */
  String judge(SoakAnswer asked, HttpResponse<Buffer> answer, long askedAt, long seqBefore) {
    int status = answer.statusCode();
    if (!asked.statuses().contains(status)) {
      return "status " + status;
    }
    if (status == 503 && answer.getHeader("Retry-After") == null) {
      return "a 503 without Retry-After";
    }
    String seqHeader = answer.getHeader("x-rollcall-seq");
    if (seqHeader != null) {
      long now = Long.parseLong(seqHeader);
      seq.accumulateAndGet(now, Math::max);
      if (now < seqBefore) {
        return "seq " + now + " after " + seqBefore;
      }
    }
    if (answer.headers().toString().contains(Upstreams.KEY_MARK)
        || String.valueOf(answer.bodyAsString()).contains(Upstreams.KEY_MARK)) {
      return "a key";
    }
    Buffer bytes = answer.body() == null ? Buffer.buffer() : answer.body();
    if (status == 304 || asked.method().equals(HttpMethod.HEAD)) {
      return bytes.length() == 0 ? null : "a body where none belongs";
    }
    try {
      Buffer plain = plain(answer, bytes);
      if (status == 200 && asked.body() == SoakAnswer.Body.XML) {
        return plain.toString().startsWith("<?xml") ? null : "not XML";
      }
      if (status == 200 && asked.body() == SoakAnswer.Body.JSON) {
        return plain.toJsonValue() == null ? "nothing" : null;
      }
      JsonObject body = new JsonObject(plain);
      return status == 200 ? shape(asked, body, askedAt) : error(body);
    } catch (RuntimeException | IOException wrong) {
      return "a body that is not what it should be: " + wrong;
    }
  }

  private static Buffer plain(HttpResponse<Buffer> answer, Buffer bytes) throws IOException {
    return "gzip".equals(answer.getHeader("Content-Encoding"))
        ? Buffer.buffer(
            new GZIPInputStream(new ByteArrayInputStream(bytes.getBytes())).readAllBytes())
        : bytes;
  }

  private static String error(JsonObject body) {
    JsonObject error = body.getJsonObject("error");
    return error.getString("message").isBlank()
            || error.getString("code").isBlank()
            || error.getString("type").isBlank()
        ? "an error that says nothing"
        : null;
  }

  private String shape(SoakAnswer asked, JsonObject body, long askedAt) {
    return switch (asked.body()) {
      case LIST -> list(body, askedAt, asked.uri().startsWith("/v1/catalog"));
      case MODEL -> entry(body, askedAt, new HashMap<>());
      case STATUSES ->
          body.getJsonArray("data").stream()
              .map(status -> status((JsonObject) status))
              .filter(wrong -> wrong != null)
              .findFirst()
              .orElse(null);
      case STATUS -> status(body);
      case NAMES -> body.getJsonArray("invalidated") == null ? "no names" : null;
      case OBJECT -> body.isEmpty() ? "an empty body" : null;
      case JSON, XML -> null;
    };
  }

  private static String status(JsonObject status) {
    return List.of("name", "type", "source").stream().allMatch(status::containsKey)
            && status.getBoolean("enabled") != null
        ? null
        : "a status without its fields: " + status.encode();
  }

  private String list(JsonObject body, long askedAt, boolean catalog) {
    JsonArray data = body.getJsonArray("data");
    if (!"list".equals(body.getString("object")) || data == null) {
      return "not a list";
    }
    Map<String, String> accounts = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (Object each : data) {
      JsonObject entry = (JsonObject) each;
      if (!ids.add(entry.getString("id"))) {
        return entry.getString("id") + " twice";
      }
      String wrong = catalog ? null : entry(entry, askedAt, accounts);
      if (wrong != null) {
        return wrong;
      }
    }
    if (!catalog && !data.isEmpty()) {
      requests.listed(data.getJsonObject(data.size() / 2).getString("id"));
    }
    return null;
  }

  private String entry(JsonObject entry, long askedAt, Map<String, String> accounts) {
    String id = entry.getString("id");
    String instance = entry.getString("provider");
    if (!id.equals(instance + "/" + entry.getString("native_id"))) {
      return id + " of " + instance;
    }
    if (!allowed.lists(instance, askedAt)) {
      return "a ghost: " + id;
    }
    String source = entry.getString("source");
    Matcher account = ACCOUNT.matcher(id);
    if (source.equals("live") || source.equals("stale")) {
      if (!account.find()) {
        return id + " is nobody's, but " + source;
      }
      String first = accounts.putIfAbsent(instance, account.group(1));
      if (first != null && !first.equals(account.group(1))) {
        return "models of " + first + " and " + account.group(1) + " in one list of " + instance;
      }
      if (!allowed.lists(instance, account.group(1), askedAt)) {
        return "another account's model: " + id;
      }
    }
    return null;
  }
}
