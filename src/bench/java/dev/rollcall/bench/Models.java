package dev.rollcall.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;

/** Lists of models that nobody has, the same in each run. */
final class Models {

  private static final List<String> LABS = List.of("acme", "borealis", "cumulus", "delta", "eon");
  private static final List<String> KINDS = List.of("chat", "instruct", "coder", "vision", "mini");
  private static final List<Integer> WINDOWS = List.of(8192, 32768, 131_072, 200_000, 1_048_576);
  private static final int CREATED = 1_700_000_000;

  private Models() {}

  /**
   * An OpenAI model list.
   *
   * @param seed of the provider; others have other models
   * @param bytes how long it is made, at least, with what nobody reads
   */
  static Buffer list(int seed, int models, int bytes) {
    Random random = new Random(seed);
    JsonArray data = new JsonArray();
    for (int i = 0; i < models; i++) {
      data.add(row(random, i).put("description", "x".repeat(bytes / models)));
    }
    return new JsonObject().put("object", "list").put("data", data).toBuffer();
  }

  private static JsonObject row(Random random, int index) {
    String lab = one(LABS, random);
    JsonArray can = new JsonArray().add("chat_completion");
    if (random.nextBoolean()) {
      can.add("vision");
    }
    String kind = one(KINDS, random);
    int size = random.nextInt(1, 99);
    return new JsonObject()
        .put("id", "%s/%s-%d-%db".formatted(lab, kind, index, size))
        .put("display_name", "%s %s %d %dB".formatted(lab, kind, index, size))
        .put("object", "model")
        .put("created", CREATED + random.nextInt(50_000_000))
        .put("owned_by", lab)
        .put("context_length", one(WINDOWS, random))
        .put("max_output_tokens", 1024 << random.nextInt(6))
        .put("capabilities", can);
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
