package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.catalog.Origin;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Enrichment;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where each field of an entry is from. */
class ProvenanceTest {

  private static final ModelFacts FACTS =
      ModelFacts.of("gpt").contextWindow(8192L).can(Capability.CHAT).build();

  private final Provenance provenance =
      new Provenance((row, field) -> new Origin(row, "models.dev", "2026-09-30", false));

  @Test
  void aFieldThatTheCatalogFilledNamesRowRuleSourceAndDay() {
    Enrichment enriched = new Enrichment("openai/gpt", "exact", List.of("context_window"));

    JsonObject fields = provenance.of(entry(Source.LIVE, enriched));

    assertThat(fields.getJsonObject("context_window"))
        .isEqualTo(
            new JsonObject()
                .put("rule", "exact")
                .put("from", "openai/gpt")
                .put("source", "models.dev")
                .put("date", "2026-09-30"));
  }

  @Test
  void anyOtherFieldIsTheProvidersOwn() {
    JsonObject fields = provenance.of(entry(Source.LIVE, null));

    assertThat(fields)
        .isEqualTo(
            new JsonObject()
                .put("context_window", new JsonObject().put("from", "live"))
                .put("capabilities", new JsonObject().put("from", "live")));
  }

  @Test
  void aRuleAboutIdsNamesNoRow() {
    Enrichment enriched = new Enrichment(null, "id-name", List.of("capabilities"));

    JsonObject fields = provenance.of(entry(Source.STALE, enriched));

    assertThat(fields.getJsonObject("capabilities"))
        .isEqualTo(new JsonObject().put("rule", "id-name"));
    assertThat(fields.getJsonObject("context_window").getString("from")).isEqualTo("stale");
  }

  @Test
  void aCatalogEntryIsItsRow() {
    JsonObject fields = provenance.of(entry(Source.CATALOG, null));

    assertThat(fields.getJsonObject("capabilities").getString("from")).isEqualTo("openai/gpt");
    assertThat(fields.getJsonObject("capabilities").getString("date")).isEqualTo("2026-09-30");
  }

  @Test
  void aRowThatTheCatalogNoLongerHasIsNamedAllTheSame() {
    Provenance gone = new Provenance((row, field) -> null);
    Enrichment enriched = new Enrichment("openai/old", "exact", List.of("capabilities"));

    assertThat(gone.of(entry(Source.LIVE, enriched)).getJsonObject("capabilities"))
        .isEqualTo(new JsonObject().put("rule", "exact").put("from", "openai/old"));
  }

  private static ModelInfo entry(Source source, Enrichment enriched) {
    return new ModelInfo("openai", "openai", source, FACTS, enriched);
  }
}
