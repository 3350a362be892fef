package dev.rollcall.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An OpenAPI document, and what does not agree with it. Objects in bodies may have no property that
 * the document does not tell of.
 */
public final class OpenApiDocument {

  private static final String PLACE = "#/components/schemas/";
  private static final String JSON = "application/json";

  private final JsonObject document;
  private final JsonObject closed;

  /** Reads one. */
  @SuppressWarnings("unchecked")
  public OpenApiDocument(String yaml) {
    Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    document = new JsonObject(new JsonObject((Map<String, Object>) read).encode());
    closed = document.getJsonObject("components").getJsonObject("schemas").copy();
    close(closed);
  }

  /** The document itself. */
  public JsonObject json() {
    return document;
  }

  /** Its operations, as {@code GET /v1/models}. */
  public TreeSet<String> operations() {
    TreeSet<String> operations = new TreeSet<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String key : paths.getJsonObject(path).fieldNames()) {
        if (!key.equals("parameters")) {
          operations.add(key.toUpperCase() + " " + path);
        }
      }
    }
    return operations;
  }

  /** The parameters of the query that an operation takes. */
  public TreeSet<String> queryParameters(String method, String path) {
    TreeSet<String> names = new TreeSet<>();
    for (Object parameter : operation(method, path).getJsonArray("parameters")) {
      JsonObject resolved = resolve((JsonObject) parameter);
      if (resolved.getString("in").equals("query")) {
        names.add(resolved.getString("name"));
      }
    }
    return names;
  }

  /**
   * A request that is made of the document's examples.
   *
   * @param body empty when it has none
   */
  public record Example(String method, String path, String uri, String body) {}

  /** A request with each example of a parameter, one with all of an operation, and its body. */
  public List<Example> requests() {
    List<Example> requests = new ArrayList<>();
    for (String operation : operations()) {
      String method = operation.substring(0, operation.indexOf(' '));
      String path = operation.substring(operation.indexOf(' ') + 1);
      JsonObject body = operation(method, path).getJsonObject("requestBody");
      String sent =
          body == null
              ? ""
              : resolve(body)
                  .getJsonObject("content")
                  .getJsonObject(JSON)
                  .getJsonObject("example")
                  .encode();
      List<String> queries = new ArrayList<>();
      String uri = path;
      for (JsonObject parameter : parameters(method, path)) {
        Object example = parameter.getValue("example");
        String name = parameter.getString("name");
        if (parameter.getString("in").equals("path")) {
          uri = uri.replace("{" + name + "}", String.valueOf(example));
        } else if (parameter.getString("in").equals("query")) {
          queries.add(
              (example instanceof JsonArray all ? all : new JsonArray().add(example))
                  .stream().map(each -> name + "=" + each).collect(Collectors.joining("&")));
        }
      }
      requests.add(new Example(method, path, uri, sent));
      for (String query : queries) {
        requests.add(new Example(method, path, uri + "?" + query, ""));
      }
      if (!queries.isEmpty()) {
        requests.add(new Example(method, path, uri + "?" + String.join("&", queries), ""));
      }
    }
    return requests;
  }

  private List<JsonObject> parameters(String method, String path) {
    JsonArray none = new JsonArray();
    JsonObject item = document.getJsonObject("paths").getJsonObject(path);
    return Stream.concat(
            item.getJsonArray("parameters", none).stream(),
            operation(method, path).getJsonArray("parameters", none).stream())
        .map(parameter -> resolve((JsonObject) parameter))
        .toList();
  }

  /** What of an event of a stream the document tells otherwise; empty when it agrees. */
  public List<String> disagreements(String path, EventReader.Event event) {
    JsonObject schema =
        operation("GET", path)
            .getJsonObject("responses")
            .getJsonObject("200")
            .getJsonObject("content")
            .getJsonObject("text/event-stream")
            .getJsonObject("x-itemSchema");
    JsonObject sent =
        new JsonObject().put("id", event.id()).put("event", event.name()).put("data", event.data());
    JsonObject data =
        resolve(schema)
            .getJsonObject("properties")
            .getJsonObject("data")
            .getJsonObject("contentSchema");
    return Stream.concat(errors(schema, sent).stream(), errors(data, event.json()).stream())
        .toList();
  }

  /** What of a reply the document does not tell, or tells otherwise; empty when it agrees. */
  public List<String> disagreements(
      String method, String path, int status, MultiMap headers, String body) {
    JsonObject responses = operation(method, path).getJsonObject("responses");
    JsonObject given = responses.getJsonObject(Integer.toString(status));
    if (given == null) {
      given = status < 400 ? null : responses.getJsonObject("default");
    }
    if (given == null) {
      return List.of("no answer with status " + status);
    }
    JsonObject response = resolve(given);
    List<String> wrong = new ArrayList<>(headers(response, headers));
    String type = String.valueOf(headers.get("content-type")).split(";", 2)[0];
    JsonObject content = response.getJsonObject("content").getJsonObject(type);
    if (content == null) {
      wrong.add("no answer with status " + status + " of type " + type);
    } else if (!body.isEmpty()) {
      Object value = type.equals(JSON) ? Json.decodeValue(body) : body;
      wrong.addAll(errors(content.getJsonObject("schema"), value));
    }
    return wrong;
  }

  /** The examples that are not what they are examples of. */
  public List<String> wrongExamples() {
    List<String> wrong = new ArrayList<>();
    collect("", document.getJsonObject("paths"), wrong);
    collect("", document.getJsonObject("components"), wrong);
    return wrong;
  }

  private void collect(String where, JsonObject json, List<String> wrong) {
    if (json.getValue("schema") instanceof JsonObject schema) {
      List<Object> examples = new ArrayList<>();
      if (json.containsKey("example")) {
        examples.add(json.getValue("example"));
      }
      for (Object example : json.getJsonObject("examples", new JsonObject()).getMap().values()) {
        examples.add(resolve(json(example)).getValue("value"));
      }
      if (examples.isEmpty() && where.contains(JSON)) {
        wrong.add(where + " has no example");
      }
      examples.forEach(
          example -> errors(schema, example).forEach(error -> wrong.add(where + ": " + error)));
    } else if (json.getValue("examples") instanceof JsonArray examples) {
      examples.forEach(
          example -> errors(json, example).forEach(error -> wrong.add(where + ": " + error)));
    }
    for (String key : json.fieldNames()) {
      if (json.getValue(key) instanceof JsonObject child
          && !key.equals("examples")
          && !key.equals("example")) {
        collect(where + "/" + key, child, wrong);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static JsonObject json(Object value) {
    return value instanceof JsonObject json ? json : new JsonObject((Map<String, Object>) value);
  }

  private JsonObject operation(String method, String path) {
    JsonObject item = document.getJsonObject("paths").getJsonObject(path);
    return Objects.requireNonNull(item, path).getJsonObject(method.toLowerCase());
  }

  private List<String> headers(JsonObject response, MultiMap headers) {
    List<String> wrong = new ArrayList<>();
    JsonObject told = response.getJsonObject("headers", new JsonObject());
    for (String name : told.fieldNames()) {
      JsonObject header = resolve(told.getJsonObject(name));
      String value = headers.get(name);
      if (value != null) {
        wrong.addAll(errors(header.getJsonObject("schema"), value));
      } else if (header.getBoolean("required", false)) {
        wrong.add("no header " + name);
      }
    }
    return wrong;
  }

  private List<String> errors(JsonObject schema, Object value) {
    JsonObject root =
        new JsonObject(schema.encode().replace(PLACE, "#/$defs/"))
            .put("$defs", new JsonObject(closed.encode().replace(PLACE, "#/$defs/")));
    OutputUnit result =
        Validator.create(
                JsonSchema.of(root),
                new JsonSchemaOptions()
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Basic)
                    .setBaseUri("app://"))
            .validate(value);
    return Boolean.TRUE.equals(result.getValid())
        ? List.of()
        : result.getErrors().stream()
            .map(error -> error.getInstanceLocation() + " " + error.getError())
            .toList();
  }

  private JsonObject resolve(JsonObject maybeReference) {
    String reference = maybeReference.getString("$ref");
    if (reference == null) {
      return maybeReference;
    }
    JsonObject found = document;
    for (String step : reference.substring(2).split("/")) {
      found = Objects.requireNonNull(found.getJsonObject(step), reference);
    }
    return resolve(found);
  }

  private static void close(JsonObject schema) {
    for (String key : schema.fieldNames()) {
      if (schema.getValue(key) instanceof JsonObject child) {
        close(child);
      }
    }
    if (schema.getValue("properties") instanceof JsonObject
        && "object".equals(schema.getValue("type"))
        && !schema.containsKey("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }
}
