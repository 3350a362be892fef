package dev.rollcall.gateway.dialect;

import static dev.rollcall.gateway.dialect.Fields.put;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ollama's API. Some of its clients take nothing but {@code models} at the top of the list. */
final class OllamaDialect implements Dialect {

  /** The first version whose clients know every field that is sent here. */
  private static final String VERSION = "0.9.0";

  private static final Map<Capability, String> CAPABILITIES = capabilities();

  @Override
  public String prefix() {
    return "/ollama";
  }

  @Override
  public List<Resource> resources() {
    return List.of(
        new Resource.Models("/ollama/api/tags"),
        new Resource.NamedModel("/ollama/api/show", OllamaDialect::show),
        Resource.Constant.json("/ollama/api/version", new JsonObject().put("version", VERSION)),
        Resource.Constant.json("/ollama/api/ps", new JsonObject().put("models", new JsonArray())),
        // The command ollama asks for it before anything else.
        new Resource.Constant("/ollama", "text/plain; charset=utf-8", "Ollama is running"));
  }

  @Override
  public JsonObject entry(ModelInfo model, Ids ids) {
    return new JsonObject()
        .put("name", ids.of(model))
        .put("model", ids.of(model))
        .put("modified_at", Fields.createdAt(model))
        .put("size", 0)
        .put("digest", digest(model))
        .put("details", details(model.facts()));
  }

  private static JsonObject show(ModelInfo model, Ids ids) {
    ModelFacts facts = model.facts();
    JsonArray can = new JsonArray();
    CAPABILITIES.forEach(
        (capability, name) -> {
          if (Fields.does(facts, capability) && !can.contains(name)) {
            can.add(name);
          }
        });
    return new JsonObject()
        .put("modified_at", Fields.createdAt(model))
        .put("details", details(facts))
        .put("model_info", info(facts))
        .put("capabilities", can);
  }

  /** Where clients look for the context window: behind the name of the architecture. */
  private static JsonObject info(ModelFacts facts) {
    JsonObject info = new JsonObject();
    put(info, "general.architecture", facts.family());
    String architecture = facts.family() == null ? "general" : facts.family();
    return put(info, architecture + ".context_length", facts.contextWindow());
  }

  private static JsonObject details(ModelFacts facts) {
    JsonObject details = new JsonObject();
    put(details, "family", facts.family());
    put(details, "families", Fields.map(facts.family(), family -> new JsonArray().add(family)));
    put(details, "parameter_size", facts.parameterCount());
    return put(details, "quantization_level", facts.quantization());
  }

  /** Changes when something that is known of the model does, as the clients expect. */
  private static String digest(ModelInfo model) {
    try {
      String all = model.id() + " " + model.facts();
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public Frame frame(Page page) {
    return new Frame("{\"models\":[", "]}");
  }

  @Override
  public JsonObject error(RequestFailure failure) {
    return new JsonObject().put("error", failure.getMessage());
  }

  private static Map<Capability, String> capabilities() {
    Map<Capability, String> names = new LinkedHashMap<>();
    names.put(Capability.CHAT, "completion");
    names.put(Capability.COMPLETION, "completion");
    names.put(Capability.FUNCTION_CALLING, "tools");
    names.put(Capability.VISION, "vision");
    names.put(Capability.REASONING, "thinking");
    names.put(Capability.EMBEDDING, "embedding");
    return names;
  }
}
