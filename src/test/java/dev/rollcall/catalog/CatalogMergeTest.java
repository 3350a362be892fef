package dev.rollcall.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.model.ModelField;
import dev.rollcall.testing.SourceLists;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogMergeTest {

  private static final CatalogFile EMPTY = new CatalogFile(List.of(), List.of());

  private CatalogFile catalog = EMPTY;

  @Test
  void takesEveryRowWithItsSource() {
    update("2026-09-30", SourceLists.modelsDev(), null);

    assertThat(catalog.rows()).hasSize(48);
    assertThat(row("gemini/m1").source()).isEqualTo("models.dev");
    assertThat(catalog.sources())
        .extracting(CatalogSource::name, CatalogSource::date)
        .containsExactly(tuple("models.dev", "2026-09-30"));
  }

  @Test
  void aRowThatIsGoneIsRetiredWithTheLastDayOfItsSourceAndComesBack() {
    update("2026-09-30", SourceLists.modelsDev(), null);

    update("2026-10-31", SourceLists.modelsDev().without("openai", "m1"), null);
    assertThat(row("openai/m1").lastSeen()).isEqualTo("2026-09-30");
    update(
        "2026-11-30", SourceLists.modelsDev().without("openai", "m1").with("xai", "n", ""), null);
    assertThat(row("openai/m1").lastSeen()).isEqualTo("2026-09-30");

    update("2026-12-01", SourceLists.modelsDev(), null);
    assertThat(row("openai/m1").isRetired()).isFalse();
    assertThat(row("xai/n").lastSeen()).isEqualTo("2026-11-30");
  }

  @Test
  void theSameInputAgainChangesNoByteWhateverTheDay() {
    SourceLists modelsDev =
        SourceLists.modelsDev().with("openrouter", "lab/o7", ",\"family\":\"o\"");
    update("2026-09-30", modelsDev, page(0, 300));
    byte[] before = catalog.write();

    update("2027-01-01", modelsDev, page(0, 300));
    assertThat(catalog.write()).isEqualTo(before);
    update("2027-01-02", modelsDev, null);
    assertThat(catalog.write()).isEqualTo(before);
    assertThat(CatalogFile.read("c", before).write()).isEqualTo(before);
  }

  @Test
  void aRowOfTheSameInputKeepsTheSourceThatWasRecordedForIt() {
    byte[] list = SourceLists.modelsDev().bytes();
    CatalogInput input = CatalogInput.modelsDev(list, "u", "2026-09-30");
    CatalogSource other =
        new CatalogSource("another", null, "2026-11-10", "MIT", input.source().sha256());
    catalog =
        new CatalogFile(
            List.of(input.source(), other),
            input.rows().stream()
                .map(row -> row.id().equals("xai/m1") ? row.from("another") : row)
                .toList());
    byte[] before = catalog.write();

    catalog = CatalogMerge.update(catalog, CatalogInput.modelsDev(list, "v", "2027-01-01"), null);

    assertThat(catalog.write()).isEqualTo(before);
    update("2027-01-02", SourceLists.modelsDev().with("xai", "n", ""), null);
    assertThat(row("xai/m1").source()).isEqualTo("models.dev");
    assertThat(catalog.source("another")).isNull();
  }

  @Test
  void openRoutersOwnListWinsAndModelsDevAddsWhatItDoesNotSay() {
    SourceLists modelsDev =
        SourceLists.modelsDev()
            .with(
                "openrouter",
                "lab/o1",
                ",\"family\":\"o\",\"name\":\"Other\",\"tool_call\":true,"
                    + "\"release_date\":\"2026-01-02\",\"cost\":{\"input\":9}");
    update("2026-09-30", modelsDev, page(0, 300));

    CatalogRow row = row("openrouter/lab/o1");
    assertThat(row.facts().name()).isEqualTo("Model");
    assertThat(row.facts().contextWindow()).isEqualTo(2000);
    assertThat(row.facts().pricing()).isNull();
    assertThat(row.facts().capabilities()).isEmpty();
    assertThat(row.facts().family()).isEqualTo("o");
    assertThat(row.filled())
        .isEqualTo(
            new CatalogRow.Filled("models.dev", Set.of(ModelField.FAMILY, ModelField.RELEASED)));
    assertThat(row.sourceOf(ModelField.FAMILY)).isEqualTo("models.dev");
    assertThat(row.sourceOf(ModelField.NAME)).isEqualTo("OpenRouter");
    assertThat(catalog.rows()).extracting(CatalogRow::id).doesNotContain("openrouter/m1");
  }

  @Test
  void openRoutersOwnRowsStandWhileOnlyModelsDevIsRead() {
    SourceLists list = SourceLists.modelsDev().with("openrouter", "lab/o1", ",\"family\":\"o\"");
    update("2026-09-30", list, page(0, 300));
    CatalogRow before = row("openrouter/lab/o2");

    update(
        "2026-10-30",
        list.with("openrouter", "lab/o1", ",\"family\":\"p\"").without("openai", "m4"),
        null);

    assertThat(row("openrouter/lab/o1").facts().family()).isEqualTo("p");
    assertThat(row("openrouter/lab/o2")).isEqualTo(before);
    assertThat(row("openai/m4").isRetired()).isTrue();
    assertThat(catalog.source("OpenRouter").date()).isEqualTo("2026-09-30");

    update("2026-11-30", list, page(1, 300));
    assertThat(row("openrouter/lab/o0").lastSeen()).isEqualTo("2026-09-30");
    assertThat(row("openrouter/lab/o0").source()).isEqualTo("OpenRouter");
  }

  @Test
  void crossReferencesAreMadeAnewFromAllRows() {
    update("2026-09-30", SourceLists.modelsDev(), null);

    CatalogFile linked = catalog.crossReferenced(rows -> Map.of("openai/m1", "lab/m1"));
    assertThat(linked.write()).asString(UTF_8).contains("\"openrouter_id\":\"lab/m1\"");
    assertThat(linked.crossReferenced(rows -> Map.of()).write()).isEqualTo(catalog.write());
  }

  @Test
  void refusesAListWithoutOneOfItsProviders() {
    refuses(
        SourceLists.modelsDev().without("google"),
        null,
        "models.dev's list has no models of gemini.");
  }

  @Test
  void refusesAListThatLostMoreThanHalf() {
    update("2026-09-30", SourceLists.modelsDev(), page(0, 600));
    SourceLists half = SourceLists.modelsDev().without("xai", "m1").without("xai", "m2");

    refuses(
        SourceLists.modelsDev().without("xai", "m1").without("xai", "m2").without("xai", "m3"),
        null,
        "models.dev's list has 1 models of xai, less than half of 4.");
    refuses(
        half,
        page(0, 299),
        "OpenRouter's list has 299 models of openrouter, less than half of 600.");
    update("2026-10-30", half, page(0, 300));
  }

  @Test
  void refusesAnOpenRouterListOfFewerThan250() {
    refuses(
        SourceLists.modelsDev(), page(0, 249), "OpenRouter's list has 249 models, fewer than 250.");
  }

  @Test
  void refusesADateOfAnotherAge() {
    refuses(
        SourceLists.modelsDev().with("openai", "m1", ",\"release_date\":\"2035-01-01\""),
        null,
        "models.dev's list cannot be taken: openai/m1: 2035-01-01 is in the future.");
  }

  @Test
  void refusesAListThatIsNotWhole() {
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> own(SourceLists.openRouterPage(0, 300, ",\"total_count\":301"), "d"))
        .withMessage("OpenRouter's list is not whole: it has 300 models of 301.");
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(
            () -> own(SourceLists.openRouterPage(0, 300, ",\"links\":{\"next\":\"?p=2\"}"), "d"))
        .withMessage(
            "OpenRouter's list is not whole: it has another page, but not at the same place.");
  }

  @Test
  void tellsWhatAnUpdateDid() {
    SourceLists list = SourceLists.modelsDev().with("xai", "n", ",\"cost\":{\"input\":1}");
    update("2026-09-29", SourceLists.modelsDev(), null);
    update("2026-09-30", list.without("xai", "m1"), null);
    CatalogFile before = catalog;
    update(
        "2026-10-30",
        SourceLists.modelsDev()
            .with("xai", "n", ",\"cost\":{\"input\":2},\"family\":\"f\"")
            .with("xai", "new", "")
            .without("groq", "m1"),
        null);

    CatalogDiff diff = CatalogDiff.between(before, catalog);

    assertThat(diff.added()).extracting(CatalogRow::id).containsExactly("xai/new");
    assertThat(diff.retired()).extracting(CatalogRow::id).containsExactly("groq/m1");
    assertThat(diff.back()).extracting(CatalogRow::id).containsExactly("xai/m1");
    assertThat(diff.changed())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.after().id()).isEqualTo("xai/n");
              assertThat(change.fields())
                  .containsExactlyInAnyOrder(ModelField.FAMILY, ModelField.PRICING);
              assertThat(change.isPrice()).isTrue();
            });
  }

  private void refuses(SourceLists modelsDev, String openRouter, String sentence) {
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> update("2026-12-24", modelsDev, openRouter))
        .withMessage(sentence);
  }

  private void update(String day, SourceLists modelsDev, String openRouter) {
    catalog =
        CatalogMerge.update(
            catalog,
            CatalogInput.modelsDev(modelsDev.bytes(), "https://m.test", day),
            openRouter == null ? null : own(openRouter, day));
  }

  private static CatalogInput own(String page, String day) {
    return CatalogInput.openRouter(place -> page.getBytes(UTF_8), "a file", "https://o.test", day);
  }

  private static String page(int from, int to) {
    return SourceLists.openRouterPage(from, to, "");
  }

  private CatalogRow row(String id) {
    return catalog.rows().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }
}
