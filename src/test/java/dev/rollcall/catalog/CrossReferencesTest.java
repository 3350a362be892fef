package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ModelFacts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrossReferencesTest {

  @Test
  void everyRowsModelAtOpenRouterIsFoundByTheRules() {
    List<CatalogRow> rows =
        List.of(
            row("openai", "gpt-5", null),
            row("groq", "openai/gpt-oss-20b", null),
            row("mistral", "mistral-large-latest", null),
            row("openrouter", "openai/gpt-5", null),
            row("openrouter", "openai/gpt-oss-20b", null),
            row("openrouter", "mistralai/mistral-large", null));

    assertThat(CrossReferences.of(rows))
        .containsExactly(
            Map.entry("groq/openai/gpt-oss-20b", "openai/gpt-oss-20b"),
            Map.entry("openai/gpt-5", "openai/gpt-5"));
  }

  @Test
  void elseByTheCanonicalIdThatBothHave() {
    CatalogRow glm = row("mistral", "zai-glm-5-2", "zhipuai/glm-5.2");

    assertThat(
            CrossReferences.of(List.of(glm, row("openrouter", "z-ai/glm-5.2", "zhipuai/glm-5.2"))))
        .containsExactly(Map.entry("mistral/zai-glm-5-2", "z-ai/glm-5.2"));
    assertThat(
            CrossReferences.of(
                List.of(
                    glm,
                    row("openrouter", "z-ai/glm-5.2-pro", "zhipuai/glm-5.2"),
                    row("openrouter", "z-ai/glm-5.2:free", "zhipuai/glm-5.2"))))
        .as("neither its pro model nor a variant")
        .isEmpty();
    assertThat(
            CrossReferences.of(
                List.of(
                    glm,
                    row("openrouter", "z-ai/glm-a", "zhipuai/glm-5.2"),
                    row("openrouter", "z-ai/glm-b", "zhipuai/glm-5.2"))))
        .as("which of two")
        .isEmpty();
  }

  @Test
  void oneCanonicalIdFindsAModelEverywhere() {
    Catalog catalog =
        catalog(
            row("xai", "grok-9", "xai/grok-9"),
            row("openai", "gpt-9", null),
            row("deepinfra", "openai/gpt-9", null),
            row("mistral", "unknown-elsewhere", null),
            row("openrouter", "x-ai/grok-9", null),
            row("openrouter", "x-ai/grok-9:free", null),
            row("openrouter", "openai/gpt-9", null),
            row("openrouter", "openrouter/auto", null),
            row("openrouter", "~openai/gpt-latest", null));

    assertThat(catalog.entries().stream().map(e -> e.id() + " " + e.facts().canonicalId()))
        .containsExactlyInAnyOrder(
            "xai/grok-9 xai/grok-9",
            "openrouter/x-ai/grok-9 xai/grok-9",
            "openrouter/x-ai/grok-9:free xai/grok-9",
            "openai/gpt-9 openai/gpt-9",
            "deepinfra/openai/gpt-9 openai/gpt-9",
            "openrouter/openai/gpt-9 openai/gpt-9",
            "mistral/unknown-elsewhere null",
            "openrouter/openrouter/auto null",
            "openrouter/~openai/gpt-latest null");
    assertThat(canonicalId(catalog, "togetherai", "openai/gpt-9-fp8")).isNull();
    assertThat(canonicalId(catalog, "groq", "x-ai/grok-9")).isEqualTo("xai/grok-9");
    assertThat(canonicalId(catalog, "xai", "grok-9")).isEqualTo("xai/grok-9");
  }

  @Test
  void aStoredReferenceIsTakenAsItIs() {
    CatalogRow stored =
        new CatalogRow(
            "mistral",
            ModelFacts.of("glm-of-ours").name("x").build(),
            null,
            null,
            new CatalogRow.Links("z-ai/glm-5.2", null, null));

    assertThat(
            canonicalId(
                catalog(stored, row("openrouter", "z-ai/glm-5.2", "zhipuai/glm-5.2")),
                "mistral",
                "glm-of-ours"))
        .isEqualTo("zhipuai/glm-5.2");
  }

  @Test
  void aStoredReferenceToWhatIsNotThereGivesWayToTheRules() {
    CatalogRow stored =
        new CatalogRow(
            "openai",
            ModelFacts.of("gpt-9").name("x").build(),
            null,
            null,
            new CatalogRow.Links("openai/gone", null, null));

    assertThat(
            canonicalId(
                catalog(stored, row("openrouter", "openai/gpt-9", "lab/gpt-9")), "openai", "gpt-9"))
        .isEqualTo("lab/gpt-9");
  }

  @Test
  void rowsElsewhereThatDisagreeNameNothing() {
    Catalog catalog =
        catalog(
            row("groq", "a/m", "lab/m-1"),
            row("deepinfra", "a/m", "lab/m-2"),
            row("openrouter", "a/m", null));

    assertThat(canonicalId(catalog, "openrouter", "a/m")).isEqualTo("a/m");
  }

  private static @Nullable String canonicalId(Catalog catalog, String type, String id) {
    return Objects.requireNonNull(catalog.enrich(type, RowSamples.list(id)).get(0))
        .facts()
        .canonicalId();
  }

  private static Catalog catalog(CatalogRow... rows) {
    return new Catalog(new CatalogFile(List.of(), List.of(rows)).withCanonicalIds());
  }

  private static CatalogRow row(String type, String id, @Nullable String canonicalId) {
    return new CatalogRow(
        type,
        ModelFacts.of(id).name("x").openWeights(false).canonicalId(canonicalId).build(),
        null);
  }
}
