package com.example;

import dev.rollcall.RollcallVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** An application that deploys Rollcall like any verticle and talks to it over the event bus. */
public class BusApp {

  public static Future<JsonObject> run(Vertx vertx) {
    JsonObject config =
        new JsonObject("{\"providers\": {\"openrouter\": {\"enabled\": true}, \"lmstudio\": {}}}");
    vertx
        .eventBus()
        .<JsonObject>consumer(
            "models.changed", change -> System.out.println("changed: " + change.body()));
    return vertx
        .deployVerticle(new RollcallVerticle(), new DeploymentOptions().setConfig(config))
        .compose(
            deployed ->
                vertx
                    .eventBus()
                    .<JsonObject>request(
                        "models.list", new JsonObject().put("q", "claude").put("limit", 3)))
        .map(reply -> reply.body());
  }

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    run(vertx)
        .onSuccess(list -> System.out.println(list.getInteger("total") + " models match"))
        .onComplete(done -> vertx.close());
  }
}
