package dev.rollcall.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelJsonTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.987Z");

  private static final ModelInfo HAIKU =
      new ModelInfo(
          "anthropic",
          "anthropic",
          Source.LIVE,
          ModelFacts.of("claude-haiku-4-5")
              .name("Claude Haiku 4.5")
              .created(1760486400L)
              .ownedBy("anthropic")
              .canonicalId("anthropic/claude-haiku-4-5")
              .contextWindow(200000L)
              .maxOutputTokens(64000L)
              .capabilities(Set.of(Capability.VISION, Capability.CHAT))
              .modalities(Set.of(Modality.TEXT, Modality.IMAGE), Set.of(Modality.TEXT))
              .pricing(Pricing.of(rates("1.00", "5", "0.10")))
              .knowledgeCutoff("2025-02-28")
              .released("2025-10-15")
              .openWeights(false)
              .build(),
          new Enrichment("anthropic/claude-haiku-4-5", "exact", List.of("pricing", "released")));

  private static Rates rates(String input, String output, String cacheRead) {
    return new Rates(
        new BigDecimal(input),
        new BigDecimal(output),
        new BigDecimal(cacheRead),
        null,
        null,
        null,
        null);
  }

  @Test
  void writesAnEntryInTheDocumentedOrder() {
    assertThat(ModelJson.toJson(HAIKU).encode())
        .isEqualTo(
            """
            {"id":"anthropic/claude-haiku-4-5","object":"model","created":1760486400,\
            "owned_by":"anthropic","name":"Claude Haiku 4.5","provider":"anthropic",\
            "provider_type":"anthropic","native_id":"claude-haiku-4-5",\
            "canonical_id":"anthropic/claude-haiku-4-5","context_window":200000,\
            "max_output_tokens":64000,"capabilities":["chat","vision"],\
            "modalities":{"input":["text","image"],"output":["text"]},\
            "pricing":{"currency":"USD","per":"1M tokens","input":"1","output":"5",\
            "cache_read":"0.1"},"knowledge_cutoff":"2025-02-28","released":"2025-10-15",\
            "open_weights":false,"source":"live",\
            "enriched":{"from":"anthropic/claude-haiku-4-5","rule":"exact",\
            "fields":["pricing","released"]}}""");
  }

  @Test
  void leavesOutTheRowWhereTheIdItselfSaysIt() {
    ModelInfo whisper =
        new ModelInfo(
            "a",
            "openai",
            Source.LIVE,
            ModelFacts.of("whisper-1").can(Capability.TRANSCRIPTION).build(),
            new Enrichment(null, "id-name", List.of("capabilities")));

    JsonObject json = ModelJson.toJson(whisper);

    assertThat(json.getJsonObject("enriched").encode())
        .isEqualTo("{\"rule\":\"id-name\",\"fields\":[\"capabilities\"]}");
    assertThat(ModelJson.model(json).enriched()).isEqualTo(whisper.enriched());
  }

  @Test
  void leavesOutWhatIsAbsentExceptCreatedAndOwner() {
    ModelInfo bare =
        new ModelInfo("box", "ollama", Source.LIVE, ModelFacts.of("qwen3:8b").build(), null);

    assertThat(ModelJson.toJson(bare).encode())
        .isEqualTo(
            """
            {"id":"box/qwen3:8b","object":"model","created":0,"owned_by":"ollama",\
            "provider":"box","provider_type":"ollama","native_id":"qwen3:8b","source":"live"}""");
  }

  @Test
  void leavesOutTheDirectionThatIsUnknown() {
    ModelInfo model =
        new ModelInfo(
            "a",
            "openai",
            Source.LIVE,
            ModelFacts.of("m").modalities(Set.of(Modality.TEXT), Set.of()).build(),
            null);

    assertThat(ModelJson.toJson(model).getJsonObject("modalities"))
        .isEqualTo(new JsonObject().put("input", new JsonArray().add("text")));
  }

  @Test
  void readsBackWhatItWrites() {
    ModelInfo full =
        new ModelInfo(
            "mine",
            "openrouter",
            Source.STALE,
            HAIKU.facts().toBuilder()
                .aliases(List.of("haiku", "claude-haiku"))
                .ownedBy("somebody")
                .family("claude")
                .maxInputTokens(190000L)
                .parameterCount("8.2B")
                .quantization("Q4_K_M")
                .supportsStreaming(true)
                .deprecated(true)
                .shutdownDate("2027-01-01")
                .replacedBy("claude-next")
                .pricing(
                    new Pricing(
                        rates("1", "0.000125", "0"),
                        List.of(new Pricing.Tier(200000, rates("2", "10", "0.2"))),
                        List.of(new Pricing.Other(Pricing.Unit.IMAGE, new BigDecimal("0.004")))))
                .build(),
            HAIKU.enriched());

    assertThat(ModelJson.model(reparsed(ModelJson.toJson(full)))).isEqualTo(full);
    assertThat(ModelJson.model(reparsed(ModelJson.toJson(HAIKU)))).isEqualTo(HAIKU);
  }

  @Test
  void readsBackWhatIsDerivedAsIfItWereGiven() {
    ModelInfo derived =
        new ModelInfo(
            "a", "openai", Source.LIVE, ModelFacts.of("m").released("2025-01").build(), null);

    JsonObject json = ModelJson.toJson(derived);

    assertThat(json.getLong("created")).isEqualTo(1735689600L);
    assertThat(ModelJson.toJson(ModelJson.model(reparsed(json)))).isEqualTo(json);
  }

  @Test
  void ignoresWhatANewerVersionMayHaveWritten() {
    JsonObject json =
        ModelJson.toJson(HAIKU)
            .put("capabilities", new JsonArray().add("chat").add("telepathy").add(7))
            .put("name", 5)
            .put("surprise", true);

    ModelInfo read = ModelJson.model(json);

    assertThat(read.facts().capabilities()).containsExactly(Capability.CHAT);
    assertThat(read.facts().name()).isNull();
  }

  @Test
  void namesTheFieldThatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelJson.model(new JsonObject().put("provider_type", "openai")))
        .withMessageContaining("'provider'");
  }

  @Test
  void writesAndReadsAPage() {
    ModelList list =
        new ModelList(
            List.of(HAIKU),
            List.of(new ModelList.Summary("anthropic", "anthropic", Source.LIVE, 10)),
            7,
            CacheStatus.HIT,
            null,
            new ModelList.Page(3, true, HAIKU.id(), HAIKU.id()));

    JsonObject json = ModelJson.toJson(list);

    assertThat(json.fieldNames())
        .containsExactly("object", "data", "providers", "has_more", "first_id", "last_id", "total");
    assertThat(json.getJsonArray("providers").encode())
        .isEqualTo(
            "[{\"name\":\"anthropic\",\"type\":\"anthropic\",\"source\":\"live\",\"models\":10}]");
    assertThat(ModelJson.list(reparsed(json), 7, CacheStatus.HIT)).isEqualTo(list);
  }

  @Test
  void writesAndReadsAStatus() {
    Instant second = Instant.parse("2026-11-22T12:00:00Z");
    ProviderStatus status =
        new ProviderStatus(
            "groq",
            "groq",
            true,
            null,
            Source.CATALOG,
            16,
            1,
            second,
            second,
            CircuitState.HALF_OPEN,
            new ListError(ErrorCode.HTTP_5XX, "the provider answered 503", second, 3),
            second,
            "no space left on device");

    JsonObject json = ModelJson.toJson(status);

    assertThat(json.encode())
        .isEqualTo(
            """
            {"name":"groq","type":"groq","enabled":true,"source":"catalog","models":16,\
            "skipped":1,"fetched_at":"2026-11-22T12:00:00Z","expires_at":"2026-11-22T12:00:00Z",\
            "circuit":"half_open","error":{"code":"http_5xx",\
            "message":"the provider answered 503","since":"2026-11-22T12:00:00Z","attempts":3},\
            "next_attempt_at":"2026-11-22T12:00:00Z","not_stored":"no space left on device"}""");
    assertThat(ModelJson.status(reparsed(json))).isEqualTo(status);
  }

  @Test
  void writesTheReasonOfAnInstanceThatIsOff() {
    ProviderStatus off =
        new ProviderStatus(
            "openai",
            "openai",
            false,
            "no OPENAI_API_KEY",
            Source.NONE,
            0,
            0,
            null,
            null,
            CircuitState.CLOSED,
            null,
            null,
            null);

    assertThat(ModelJson.toJson(List.of(off)).encode())
        .isEqualTo(
            """
            {"data":[{"name":"openai","type":"openai","enabled":false,\
            "reason":"no OPENAI_API_KEY","source":"none","models":0,"skipped":0,\
            "circuit":"closed"}]}""");
    assertThat(ModelJson.statuses(ModelJson.toJson(List.of(off)))).containsExactly(off);
  }

  @Test
  void writesTimesToTheSecond() {
    ModelChange change =
        new ModelChange(4, "groq", NOON, false, List.of("groq/a"), List.of(), List.of());

    assertThat(ModelJson.toJson(change).encode())
        .isEqualTo(
            """
            {"seq":4,"provider":"groq","at":"2026-11-22T12:00:00Z","added":["groq/a"],\
            "removed":[],"changed":[]}""");
  }

  @Test
  void writesAndReadsAChange() {
    Instant second = Instant.parse("2026-11-22T12:00:00Z");
    ModelChange change =
        new ModelChange(
            4,
            "groq",
            second,
            false,
            List.of(),
            List.of("groq/b"),
            List.of(new ModelChange.Changed("groq/c", List.of("pricing"))));
    ModelChange initial = new ModelChange(5, "groq", second, true, List.of(), List.of(), List.of());

    assertThat(ModelJson.change(reparsed(ModelJson.toJson(change)))).isEqualTo(change);
    assertThat(ModelJson.toJson(initial).getBoolean("initial")).isTrue();
    assertThat(ModelJson.change(reparsed(ModelJson.toJson(initial)))).isEqualTo(initial);
  }

  @Test
  void readsACacheStatusBack() {
    for (CacheStatus status :
        List.of(
            CacheStatus.HIT,
            new CacheStatus(CacheStatus.Forward.MISS, false),
            new CacheStatus(CacheStatus.Forward.STALE, true))) {
      assertThat(CacheStatus.parse(status.header())).isEqualTo(status);
    }
    assertThat(CacheStatus.parse(null)).isEqualTo(CacheStatus.HIT);
  }

  private static JsonObject reparsed(JsonObject json) {
    return new JsonObject(json.encode());
  }
}
