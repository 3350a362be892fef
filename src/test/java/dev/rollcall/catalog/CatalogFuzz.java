package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.FuzzInput;
import java.util.List;
import java.util.function.Consumer;

/** Catalog files, their sources' lists, and ids to match with the catalog, whatever they hold. */
class CatalogFuzz {

  private static final String SOURCE = "source";
  private static final CatalogSource NAMED = new CatalogSource(SOURCE, null, "2026-11-01", "", "");
  private static final String PLACE = "https://source.example/list";
  private static final Catalog EMBEDDED = Catalog.load(null);

  @FuzzTest
  void takesOrRefuses(byte[] bytes) {
    FuzzInput input = new FuzzInput(bytes);
    Consumer<FuzzInput> reader =
        input.choose(
            List.of(
                CatalogFuzz::file,
                CatalogFuzz::modelsDev,
                CatalogFuzz::openRouter,
                CatalogFuzz::enrich));
    try {
      reader.accept(input);
    } catch (CatalogException refused) {
      assertThat(refused.getMessage()).endsWith(".").hasSizeLessThan(2000);
    }
  }

  private static void file(FuzzInput input) {
    check(CatalogFile.read("file", input.rest()));
  }

  private static void modelsDev(FuzzInput input) {
    check(new CatalogFile(List.of(NAMED), ModelsDevImport.rows(input.rest(), SOURCE)));
  }

  private static void openRouter(FuzzInput input) {
    OpenRouterImport.Page page = OpenRouterImport.page(input.rest(), SOURCE);
    page.rows().forEach(row -> check(new CatalogFile(List.of(NAMED), List.of(row))));
    if (page.next() != null) {
      assertThat(OpenRouterImport.next(PLACE, page.next())).startsWith("https://source.example");
    }
  }

  /** What is written of a catalog reads as the same one, and it can be used. */
  private static void check(CatalogFile file) {
    assertThat(CatalogFile.read("again", file.write())).isEqualTo(file);
    file.rows().forEach(CatalogFuzz::check);
    Catalog catalog = new Catalog(file);
    assertThat(catalog.entries())
        .hasSize((int) file.rows().stream().filter(row -> !row.isRetired()).count());
  }

  private static void check(CatalogRow row) {
    ModelFacts facts = row.facts();
    assertThat(facts.nativeId().chars()).noneMatch(Character::isISOControl);
    assertThat(facts.pricing() != null && facts.pricing().hasPriceBelowZero()).isFalse();
  }

  private static void enrich(FuzzInput input) {
    String type = input.choose(ProviderType.ALL).spec().name();
    List<ModelFacts> listed =
        input.text().lines().limit(64).map(id -> ModelFacts.of(id).build()).toList();
    List<Enriched> enriched = EMBEDDED.enrich(type, listed);
    assertThat(enriched).hasSameSizeAs(listed);
    for (int i = 0; i < listed.size(); i++) {
      assertThat(enriched.get(i).facts().nativeId()).isEqualTo(listed.get(i).nativeId());
    }
  }
}
