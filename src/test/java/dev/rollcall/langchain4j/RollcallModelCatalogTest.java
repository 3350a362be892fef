package dev.rollcall.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelCatalog;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.catalog.ModelType;
import dev.rollcall.Rollcall;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.testing.FakeProvider;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class RollcallModelCatalogTest {

  private Vertx vertx;
  private Rollcall rollcall;

  @BeforeEach
  void deploy(Vertx started) throws Exception {
    vertx = started;
    FakeProvider anthropic =
        FakeProvider.start(vertx)
            .answer(
                """
                {"data":[{"type":"model","id":"claude-haiku-4-5","display_name":"Claude Haiku 4.5",
                  "created_at":"2025-10-15T00:00:00Z","max_input_tokens":200000,"max_tokens":64000}],
                 "has_more":false}""");
    FakeProvider acme =
        FakeProvider.start(vertx)
            .answer(
                "{\"data\":[{\"id\":\"x\",\"object\":\"model\"},{\"id\":\"text-embedding-x\"}]}");
    JsonObject providers =
        new JsonObject()
            .put("anthropic", new JsonObject().put("base_url", anthropic.url()).put("api_key", "k"))
            .put(
                "acme",
                new JsonObject().put("type", "openai-compatible").put("base_url", acme.url()));
    rollcall =
        Rollcall.deploy(vertx, new JsonObject().put("providers", providers))
            .await(20, TimeUnit.SECONDS);
    rollcall.list().await(20, TimeUnit.SECONDS);
  }

  @Test
  void listsTheModelsOfAllProviders() {
    ModelCatalog catalog = new RollcallModelCatalog(rollcall);

    assertThat(catalog.provider()).isEqualTo(ModelProvider.OTHER);
    assertThat(catalog.listModels())
        .extracting(ModelDescription::name, ModelDescription::provider)
        .containsExactly(
            tuple("anthropic/claude-haiku-4-5", ModelProvider.ANTHROPIC),
            tuple("acme/x", ModelProvider.OTHER),
            tuple("acme/text-embedding-x", ModelProvider.OTHER));
  }

  @Test
  void describesAModelAsItsProviderDoes() {
    ModelCatalog catalog = new RollcallModelCatalog(rollcall, "anthropic");

    ModelDescription haiku = catalog.listModels().get(0);

    assertThat(catalog.provider()).isEqualTo(ModelProvider.ANTHROPIC);
    assertThat(haiku.name()).isEqualTo("claude-haiku-4-5");
    assertThat(haiku.displayName()).isEqualTo("Claude Haiku 4.5");
    assertThat(haiku.type()).isEqualTo(ModelType.CHAT);
    assertThat(haiku.maxInputTokens()).isEqualTo(200_000);
    assertThat(haiku.maxOutputTokens()).isEqualTo(64_000);
    assertThat(haiku.createdAt()).isEqualTo(Instant.parse("2025-10-15T00:00:00Z"));
    assertThat(haiku.description()).isNull();
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    ModelDescription unknown = new RollcallModelCatalog(rollcall, "acme").listModels().get(0);

    assertThat(unknown.name()).isEqualTo("x");
    assertThat(unknown.displayName()).isEqualTo("x");
    assertThat(unknown.type()).isNull();
    assertThat(unknown.maxInputTokens()).isNull();
    assertThat(unknown.maxOutputTokens()).isNull();
    assertThat(unknown.createdAt()).isNull();
    assertThat(unknown.owner()).isNull();
  }

  @Test
  void saysThatAnEventLoopMustNotWait() {
    Promise<List<ModelDescription>> asked = Promise.promise();
    vertx.runOnContext(
        go -> Future.succeededFuture().map(it -> catalog().listModels()).onComplete(asked));

    assertThatThrownBy(() -> asked.future().await(20, TimeUnit.SECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must not be asked on an event loop")
        .hasMessageContaining("executeBlocking");
  }

  @Test
  void answersOnWorkerThreads() throws Exception {
    assertThat(vertx.executeBlocking(() -> catalog().listModels()).await(20, TimeUnit.SECONDS))
        .hasSize(3);

    Promise<Integer> inVerticle = Promise.promise();
    vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                // Where something is not fresh, the answer comes over the bus.
                inVerticle.complete(catalog().listModels().size() + forgetful().size());
                return Future.succeededFuture();
              }
            },
            new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
        .await(20, TimeUnit.SECONDS);
    assertThat(inVerticle.future().await(20, TimeUnit.SECONDS)).isEqualTo(6);
  }

  @Test
  void passesOnWhyThereIsNoAnswer() {
    assertThatThrownBy(() -> new RollcallModelCatalog(rollcall, "nobody").listModels())
        .isInstanceOf(RequestFailure.class)
        .hasMessageContaining("there is no provider 'nobody'");
    assertThatThrownBy(() -> new RollcallModelCatalog(rollcall, "nobody").provider())
        .isInstanceOf(RequestFailure.class);
  }

  private ModelCatalog catalog() {
    return new RollcallModelCatalog(rollcall);
  }

  private List<ModelDescription> forgetful() {
    return new RollcallModelCatalog(Rollcall.connect(vertx)).listModels();
  }
}
