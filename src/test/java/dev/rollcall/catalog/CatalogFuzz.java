package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.FuzzInput;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Catalog files, their sources' lists, and ids to match with the catalog, whatever they hold. */
class CatalogFuzz {

  private static final CatalogSource SOURCE =
      new CatalogSource("source", null, "2026-11-01", "MIT", "00ff");

  private static final String PLACE = "https://source.example/list";
  private static final Catalog EMBEDDED = Catalog.load(null);

  @FuzzTest
  void takesOrRefuses(byte[] bytes) {
    FuzzInput input = new FuzzInput(bytes);
    Function<FuzzInput, List<CatalogFile>> reader =
        input.choose(
            List.of(
                CatalogFuzz::file,
                CatalogFuzz::modelsDev,
                CatalogFuzz::openRouter,
                CatalogFuzz::enrich));
    List<CatalogFile> taken;
    try {
      taken = reader.apply(input);
    } catch (CatalogException refused) {
      assertThat(refused.getMessage()).endsWith(".").hasSizeLessThan(2000);
      return;
    }
    taken.forEach(CatalogFuzz::check);
  }

  private static List<CatalogFile> file(FuzzInput input) {
    return List.of(CatalogFile.read("file", input.rest()));
  }

  private static List<CatalogFile> modelsDev(FuzzInput input) {
    List<CatalogRow> rows = ModelsDevImport.rows(input.rest(), SOURCE.name());
    return List.of(new CatalogFile(List.of(SOURCE), rows));
  }

  private static List<CatalogFile> openRouter(FuzzInput input) {
    OpenRouterImport.Page page = OpenRouterImport.page(input.rest(), SOURCE.name());
    if (page.next() != null) {
      assertThat(URI.create(OpenRouterImport.next(PLACE, page.next())).getRawAuthority())
          .isEqualTo("source.example");
    }
    return page.rows().stream().map(row -> new CatalogFile(List.of(SOURCE), List.of(row))).toList();
  }

  /** What is written of a catalog reads as the same one, and it can be used. */
  private static void check(CatalogFile file) {
    assertThat(CatalogFile.read("again", file.write())).isEqualTo(file);
    file.rows().forEach(CatalogFuzz::check);
    assertThat(new Catalog(file.withCanonicalIds()).entries())
        .hasSize((int) file.rows().stream().filter(row -> !row.isRetired()).count());
  }

  private static void check(CatalogRow row) {
    ModelFacts facts = row.facts();
    Stream.of(facts.nativeId(), facts.name(), facts.family(), facts.canonicalId())
        .filter(Objects::nonNull)
        .forEach(
            text -> {
              assertThat(text).hasSizeLessThanOrEqualTo(512);
              assertThat(text.codePoints()).noneMatch(Character::isISOControl);
            });
    assertThat(facts.pricing() != null && facts.pricing().hasPriceBelowZero()).isFalse();
  }

  private static List<CatalogFile> enrich(FuzzInput input) {
    String type = input.choose(ProviderType.ALL).spec().name();
    List<ModelFacts> listed =
        input.text().lines().limit(64).map(id -> ModelFacts.of(id).build()).toList();
    List<Enriched> enriched = EMBEDDED.enrich(type, listed);
    assertThat(enriched).hasSameSizeAs(listed);
    for (int i = 0; i < listed.size(); i++) {
      assertThat(enriched.get(i).facts().nativeId()).isEqualTo(listed.get(i).nativeId());
    }
    return List.of();
  }
}
