package dev.rollcall.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelCatalog;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.rollcall.Rollcall;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.ProviderStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Rollcall lists, as langchain4j's catalog: of all providers, or of one.
 *
 * <p>The methods wait for Rollcall's answer, as langchain4j's interface demands, and throw an
 * {@link IllegalStateException} on an event loop, which must not wait. Where Rollcall cannot
 * answer, they throw its {@link RequestFailure}. Needs {@code langchain4j-core} on the class path.
 */
public final class RollcallModelCatalog implements ModelCatalog {

  private final Rollcall rollcall;
  private final @Nullable String instance;

  /**
   * The catalog of all providers. Its models are named as Rollcall does, {@code
   * anthropic/claude-…}; its own provider is {@link ModelProvider#OTHER}.
   */
  public RollcallModelCatalog(Rollcall rollcall) {
    this(rollcall, null);
  }

  /**
   * The catalog of one provider, whose models are named as it does, so that a langchain4j model can
   * be made with the name.
   *
   * @param instance the provider's name in Rollcall's configuration; null for all providers
   */
  public RollcallModelCatalog(Rollcall rollcall, @Nullable String instance) {
    this.rollcall = rollcall;
    this.instance = instance;
  }

  @Override
  public List<ModelDescription> listModels() {
    Function<ModelInfo, String> naming =
        instance == null ? ModelInfo::id : model -> model.facts().nativeId();
    ModelQuery query =
        instance == null ? ModelQuery.ALL : ModelQuery.builder().providers(instance).build();
    return await(() -> rollcall.list(query)).data().stream()
        .map(model -> Descriptions.of(model, naming.apply(model)))
        .toList();
  }

  @Override
  public ModelProvider provider() {
    return instance == null
        ? ModelProvider.OTHER
        : await(rollcall::providers).stream()
            .filter(status -> status.name().equals(instance))
            .findFirst()
            .map(ProviderStatus::type)
            .map(Descriptions::provider)
            .orElseThrow(() -> RequestFailure.unknownProvider(instance));
  }

  /**
   * Asks on a thread without a Vert.x context: on a context's own thread the answer would wait for
   * the blocked thread.
   */
  private static <T> T await(Supplier<Future<T>> question) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException(
          "a model catalog waits for its answer, so it must not be asked on an event loop;"
              + " use vertx.executeBlocking, or Rollcall.list() instead");
    }
    try {
      return CompletableFuture.supplyAsync(question)
          .thenCompose(answer -> answer.toCompletionStage())
          .join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
