package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MountedRoutesTest {

  private final FakeLists lists =
      new FakeLists(Samples.live("my-vllm", "ollama", "/models/x", "vendor/y", "a+b"));
  private final ModelService service = Samples.service(lists);
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void servesFromAnApplicationsRouter() throws Exception {
    Router router = Router.router(vertx);
    RestRoutes.mount(router, service);
    router.get("/").handler(context -> context.response().end("the application"));
    router.get("/health/live").handler(context -> context.response().end("fine"));
    Http http = serve(router);

    assertThat(http.get("/v1/models/my-vllm//models/x").json().getString("id"))
        .isEqualTo("my-vllm//models/x");
    assertThat(http.get("/").body()).isEqualTo("the application");
    assertThat(http.get("/health/live").body()).isEqualTo("fine");
    assertThat(http.get("/health/ready").status()).isEqualTo(200);
    assertThat(http.get("/v1/models/%zz").error().getString("code")).isEqualTo("invalid_path");
    assertThat(http.send(HttpMethod.PUT, "/v1/models").error().getString("code"))
        .isEqualTo("method_not_allowed");
  }

  @Test
  void servesUnderAPrefix() throws Exception {
    Router router = Router.router(vertx);
    Router below = Router.router(vertx);
    RestRoutes.mount(below, service);
    router.route("/deep/llm/*").subRouter(below);
    Http http = serve(router);

    assertThat(http.get("/deep/llm/v1/models").json().getJsonArray("data")).hasSize(3);
    assertThat(http.get("/deep/llm/v1/models/").status()).isEqualTo(200);
    assertThat(http.get("/deep/llm/v1/models/my-vllm//models/x").json().getString("id"))
        .isEqualTo("my-vllm//models/x");
    assertThat(http.get("/deep/llm/v1/models/my-vllm%2Fa+b").json().getString("id"))
        .isEqualTo("my-vllm/a+b");
    assertThat(http.get("/deep/llm/v1/models/none").error().getString("code"))
        .isEqualTo("model_not_found");
    assertThat(http.get("/deep/llm/v1/providers/my-vllm").json().getString("name"))
        .isEqualTo("my-vllm");
    assertThat(http.get("/deep/llm/").json().getString("name")).isEqualTo("rollcall");
    assertThat(http.get("/deep/llm").json().getString("name")).isEqualTo("rollcall");
    assertThat(http.get("/deep/llm/health/live").status()).isEqualTo(200);
    assertThat(http.send(HttpMethod.POST, "/deep/llm/v1/models").headers().get("allow"))
        .isEqualTo("GET, HEAD");
  }

  @Test
  void speaksDialectsUnderAPrefix() throws Exception {
    Router router = Router.router(vertx);
    Router below = Router.router(vertx);
    RestRoutes.mount(below, service);
    router.route().handler(BodyHandler.create(false));
    router.route("/deep/*").subRouter(below);
    Http http = serve(router);
    Map<String, String> asks = Map.of("anthropic-version", "2023-06-01");

    assertThat(http.get("/deep/gemini/v1/models").json().getJsonArray("models")).hasSize(3);
    assertThat(http.get("/deep/gemini/v1/models/none").error().getString("status"))
        .isEqualTo("NOT_FOUND");
    assertThat(http.send(HttpMethod.PUT, "/deep/ollama/api/tags").json().getValue("error"))
        .isInstanceOf(String.class);
    assertThat(http.send(HttpMethod.GET, "/deep/v1/models/none", asks).json().getString("type"))
        .isEqualTo("error");
    Http.Reply shown =
        http.post("/deep/ollama/api/show", "application/json", "{\"model\":\"vendor/y\"}");
    assertThat(shown.json().containsKey("model_info")).isTrue();
  }

  @Test
  void boundsABodyThatAnApplicationHasNotRead() throws Exception {
    Router router = Router.router(vertx);
    RestRoutes.mount(router, service);
    Http http = serve(router);

    assertThat(http.post("/ollama/api/show", "x", "{\"name\":\"vendor/y\"}").status())
        .isEqualTo(200);
    assertThat(http.post("/ollama/api/show", "x", "{\"name\":\"" + "y".repeat(9000)).status())
        .isEqualTo(413);
  }

  @Test
  void servesUnderRoutersWithinRouters() throws Exception {
    Router router = Router.router(vertx);
    Router middle = Router.router(vertx);
    Router below = Router.router(vertx);
    RestRoutes.mount(below, service);
    middle.route("/b/*").subRouter(below);
    router.route("/a/*").subRouter(middle);

    assertThat(serve(router).get("/a/b/v1/models/my-vllm/vendor/y").json().getString("id"))
        .isEqualTo("my-vllm/vendor/y");
  }

  @Test
  void changesNothingWhereOthersCanConnect() throws Exception {
    Router router = Router.router(vertx);
    RestRoutes.mount(router, service);
    Http http = serve(router);

    Http.Reply reply = http.send(HttpMethod.POST, "/v1/refresh");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.error().getString("code")).isEqualTo("changes_not_allowed");
    assertThat(http.send(HttpMethod.DELETE, "/v1/cache/my-vllm").status()).isEqualTo(403);
    assertThat(lists.changes).isEmpty();
  }

  private Http serve(Router router) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    return new Http(vertx, server.actualPort());
  }
}
