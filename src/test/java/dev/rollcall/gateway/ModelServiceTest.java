package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.CacheStatus;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelServiceTest {

  private final FakeLists lists =
      new FakeLists(
          Samples.live("openai", "openai", "gpt-5", "gpt-4"),
          Samples.off("groq", "groq"),
          Samples.live("box", "ollama", "qwen"),
          Samples.empty("anthropic", "anthropic"));

  private final ModelService service = Samples.service(lists, ModelServiceTest::catalog);

  private static List<ModelInfo> catalog() {
    return List.of(catalogEntry("openai", "gpt-5"), catalogEntry("groq", "llama"));
  }

  private static ModelInfo catalogEntry(String type, String id) {
    return new ModelInfo(type, type, Source.CATALOG, ModelFacts.of(id).build(), null);
  }

  @Test
  void listsWhatIsOnInConfiguredOrder() {
    ModelList list = service.list(ModelQuery.ALL).result();

    assertThat(ids(list)).containsExactly("openai/gpt-5", "openai/gpt-4", "box/qwen");
    assertThat(list.providers())
        .containsExactly(
            new ModelList.Summary("openai", "openai", Source.LIVE, 2),
            new ModelList.Summary("box", "ollama", Source.LIVE, 1),
            new ModelList.Summary("anthropic", "anthropic", Source.NONE, 0));
    assertThat(list.seq()).isEqualTo(42);
    assertThat(lists.asked).containsExactly(List.of("openai", "box", "anthropic"));
  }

  @Test
  void onlyWaitsForTheInstancesAskedFor() {
    service.list(ModelQuery.builder().providers("box", "groq").build());
    service.list(ModelQuery.builder().types(Set.of("openai", "mistral")).build());
    service.find("box/qwen");

    assertThat(lists.asked).containsExactly(List.of("box"), List.of("openai"), List.of("box"));
  }

  @Test
  void countsModelsBeforeTheFilters() {
    ModelList list = service.list(ModelQuery.builder().q("gpt-4").build()).result();

    assertThat(ids(list)).containsExactly("openai/gpt-4");
    assertThat(list.providers()).extracting(ModelList.Summary::models).containsExactly(2, 1, 0);
  }

  @Test
  void leavesOutWhatIsOffAmongSeveral() {
    ModelList list = service.list(ModelQuery.builder().providers("box", "groq").build()).result();

    assertThat(ids(list)).containsExactly("box/qwen");
    assertThat(list.providers()).extracting(ModelList.Summary::name).containsExactly("box");
  }

  @Test
  void refusesAnUnknownInstanceOrType() {
    RequestFailure instance = failure(service.list(query("nobody")));
    assertThat(instance.status()).isEqualTo(400);
    assertThat(instance.param()).isEqualTo("provider");
    assertThat(instance).hasMessageContaining("nobody");

    RequestFailure type =
        failure(service.list(ModelQuery.builder().types(Set.of("skynet")).build()));
    assertThat(type.status()).isEqualTo(400);
    assertThat(type.param()).isEqualTo("type");
    assertThat(type).hasMessageContaining("skynet");
    assertThat(lists.asked).isEmpty();
  }

  @Test
  void saysThatTheOneInstanceIsOff() {
    RequestFailure off = failure(service.list(query("groq")));

    assertThat(off.status()).isEqualTo(404);
    assertThat(off.code()).isEqualTo("provider_disabled");
    assertThat(off).hasMessageContaining("no KEY");
  }

  @Test
  void saysWhenToComeBackWhenTheOneInstanceHasNothing() {
    for (Future<ModelList> answer :
        List.of(service.list(query("anthropic")), service.find("anthropic/claude"))) {
      RequestFailure nothing = failure(answer);
      assertThat(nothing.status()).isEqualTo(503);
      assertThat(nothing.code()).isEqualTo("no_models");
      assertThat(nothing).hasMessageContaining("no answer within 10 s");
      assertThat(nothing.retryAfterSeconds()).isEqualTo(31);
    }
  }

  @Test
  void servesAnEmptyListThatIsTheTruth() {
    lists.snapshot = Samples.snapshot(Samples.live("box", "ollama"));

    assertThat(service.list(query("box")).result().data()).isEmpty();
  }

  @Test
  void holdsUntilTheSoonestExpiry() {
    assertThat(service.list(query("box")).result().maxAgeSeconds()).isEqualTo(60);
    // Anthropic's list has expired, but until its next attempt nothing can change.
    assertThat(service.list(ModelQuery.ALL).result().maxAgeSeconds()).isEqualTo(30);
  }

  @Test
  void holdsNoLongerThanExpiredListsDo() {
    lists.snapshot =
        Samples.snapshot(
            Samples.list("a", "openai", List.of(), -5000), Samples.live("b", "openai", "m"));

    assertThat(service.list(ModelQuery.ALL).result().maxAgeSeconds()).isZero();
  }

  @Test
  void holdsForNoTimeWhenSomebodyHasNotAnswered() {
    lists.complete = false;
    lists.cacheStatus = new CacheStatus(CacheStatus.Forward.MISS, true);

    ModelList list = service.list(ModelQuery.ALL).result();

    assertThat(list.maxAgeSeconds()).isNull();
    assertThat(list.cacheStatus()).isEqualTo(lists.cacheStatus);
  }

  @Test
  void findsOneModel() {
    ModelList found = service.find("qwen").result();

    assertThat(ids(found)).containsExactly("box/qwen");
    assertThat(found.providers()).extracting(ModelList.Summary::name).containsExactly("box");
  }

  @Test
  void boundsIds() {
    assertThat(failure(service.find("")).status()).isEqualTo(400);
    assertThat(failure(service.find("x".repeat(3000))).status()).isEqualTo(400);
  }

  @Test
  void tellsTheStatusOfAllEvenThoseThatAreOff() {
    assertThat(service.providers().result())
        .extracting(ProviderStatus::name)
        .containsExactly("openai", "groq", "box", "anthropic");
    assertThat(service.provider("groq").result().reason()).isEqualTo("no KEY");
    assertThat(failure(service.provider("nobody")).code()).isEqualTo("provider_not_found");
    assertThat(lists.asked).isEmpty();
  }

  @Test
  void refreshesWhatIsOn() {
    assertThat(service.refresh(Set.of("box")).result()).hasSize(1);
    assertThat(service.refresh(Set.of()).result()).hasSize(3);
    assertThat(failure(service.refresh(Set.of("nobody"))).status()).isEqualTo(404);
    assertThat(failure(service.refresh(Set.of("groq"))).status()).isEqualTo(409);
    assertThat(lists.changes).containsExactly("refresh box", "refresh null");
  }

  @Test
  void invalidatesWhatIsOffToo() {
    assertThat(service.invalidate(Set.of("groq")).result()).containsExactly("groq");
    assertThat(failure(service.invalidate(Set.of("nobody"))).status()).isEqualTo(404);
    assertThat(lists.changes).containsExactly("invalidate groq");
  }

  @Test
  void asksTheCatalogAlike() {
    ModelList all = service.catalog(ModelQuery.ALL).result();
    ModelList groq = service.catalog(ModelQuery.builder().providers("groq").build()).result();

    assertThat(ids(all)).containsExactly("openai/gpt-5", "groq/llama");
    assertThat(ids(groq)).containsExactly("groq/llama");
    assertThat(groq.providers())
        .containsExactly(new ModelList.Summary("groq", "groq", Source.CATALOG, 1));
    assertThat(failure(service.catalog(query("box"))).param()).isEqualTo("provider");
  }

  private static ModelQuery query(String provider) {
    return ModelQuery.builder().providers(provider).build();
  }

  private static List<String> ids(ModelList list) {
    return list.data().stream().map(ModelInfo::id).toList();
  }

  private static RequestFailure failure(Future<?> future) {
    assertThat(future.cause()).isInstanceOf(RequestFailure.class);
    return (RequestFailure) future.cause();
  }
}
