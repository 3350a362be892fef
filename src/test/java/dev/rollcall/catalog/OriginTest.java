package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ModelField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OriginTest {

  private static final Catalog CATALOG =
      new Catalog(
          new CatalogFile(
              List.of(new CatalogSource("a list", null, "2026-09-30", "MIT", "00ff")),
              List.of(
                  row("new", "a list", null),
                  row("old", "a list", "2026-05-11"),
                  row("unnamed", null, null))));

  @Test
  void aRowIsFromItsSourceAsItStoodThen() {
    assertThat(CATALOG.origin("openai/new", ModelField.NAME))
        .isEqualTo(new Origin("openai/new", "a list", "2026-09-30", false));
  }

  @Test
  void aRetiredRowIsFromTheDayItWasLastSeen() {
    assertThat(CATALOG.origin("openai/old", ModelField.NAME))
        .isEqualTo(new Origin("openai/old", "a list", "2026-05-11", true));
  }

  @Test
  void whatIsNotRecordedIsNotSaid() {
    assertThat(CATALOG.origin("openai/unnamed", ModelField.NAME))
        .isEqualTo(new Origin("openai/unnamed", null, null, false));
    assertThat(CATALOG.origin("openai/none", ModelField.NAME)).isNull();
  }

  private static CatalogRow row(String id, @Nullable String source, @Nullable String lastSeen) {
    return new CatalogRow("openai", RowSamples.facts(id), source, lastSeen, CatalogRow.Links.NONE);
  }
}
