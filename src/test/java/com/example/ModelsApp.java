package com.example;

import dev.rollcall.Rollcall;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelQuery;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** An application with Rollcall inside, used from Java. */
public class ModelsApp extends VerticleBase {

  @Override
  public Future<?> start() {
    JsonObject config =
        new JsonObject()
            .put(
                "providers",
                new JsonObject()
                    .put("openrouter", new JsonObject().put("enabled", true))
                    .put("openai", new JsonObject().put("api_key", "${OPENAI_API_KEY}"))
                    .put("ollama", new JsonObject()));
    return Rollcall.deploy(vertx, config)
        .compose(rollcall -> rollcall.list(largeReasoners()))
        .onSuccess(list -> list.data().forEach(ModelsApp::print));
  }

  private static ModelQuery largeReasoners() {
    return ModelQuery.builder()
        .capabilities(Capability.REASONING)
        .minContext(200_000L)
        .limit(5)
        .build();
  }

  private static void print(ModelInfo model) {
    System.out.println(model.id() + ": " + model.facts().contextWindow() + " tokens");
  }

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    vertx.deployVerticle(new ModelsApp()).onComplete(done -> vertx.close());
  }
}
