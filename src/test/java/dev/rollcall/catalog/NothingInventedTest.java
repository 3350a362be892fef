package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.TypeSpec;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Enrichment;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.provider.ProviderType;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.Recording.Kind;
import dev.rollcall.testing.Recordings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Lists with nothing but ids: whatever is filled has a row and a rule, and is what the row says.
 */
class NothingInventedTest {

  private static final List<String> TYPES =
      ProviderType.specs().stream().map(TypeSpec::name).toList();

  private static Catalog catalog;
  private static Map<String, ModelFacts> rows;

  @BeforeAll
  static void load() {
    catalog = Catalog.load(null);
    rows = catalog.entries().stream().collect(Collectors.toMap(ModelInfo::id, ModelInfo::facts));
  }

  @Test
  void everyIdOfEveryTypeAtEveryType() {
    List<ModelFacts> ids =
        Stream.concat(
                catalog.entries().stream().map(entry -> entry.facts().nativeId()),
                catalog.entries().stream().map(entry -> entry.facts().nativeId() + "-2026-01-02"))
            .distinct()
            .map(id -> ModelFacts.of(id).build())
            .toList();

    TYPES.forEach(type -> check(type, ids));
  }

  @Test
  void everyRecordedIdAtItsProvider() {
    Map<String, Set<String>> ids = new TreeMap<>();
    for (Recording list : Recordings.of(Kind.LIST, Kind.PAGE_OF_PAIR, Kind.LONE_FIRST_PAGE)) {
      ids.computeIfAbsent(list.type(), unseen -> new TreeSet<>()).addAll(list.ids());
    }
    Map<String, Long> rules =
        ids.entrySet().stream()
            .map(list -> check(list.getKey(), bare(list.getValue())))
            .flatMap(Collection::stream)
            .map(entry -> entry.enrichment() == null ? "none" : entry.enrichment().rule())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

    System.out.println("rules by which recorded ids, without what providers say, are filled");
    rules.forEach((rule, count) -> System.out.printf("%-48s %4d%n", rule, count));

    assertThat(rules).containsKeys("exact", "openrouter-name", "openrouter-tag", "id-name");
  }

  private static List<ModelFacts> bare(Collection<String> ids) {
    return ids.stream().map(id -> ModelFacts.of(id).build()).toList();
  }

  private static List<Enriched> check(String type, List<ModelFacts> listed) {
    List<Enriched> enriched = catalog.enrich(type, listed);
    for (int i = 0; i < listed.size(); i++) {
      check(type, listed.get(i), enriched.get(i));
    }
    return enriched;
  }

  private static void check(String type, ModelFacts listed, Enriched enriched) {
    Set<ModelField> filled =
        ModelField.ALL.stream()
            .filter(field -> !field.isSame(listed, enriched.facts()))
            .collect(Collectors.toSet());
    Enrichment enrichment = enriched.enrichment();
    if (enrichment == null) {
      assertThat(filled).as(type + "/" + listed.nativeId()).isEmpty();
      return;
    }
    String what = type + "/" + listed.nativeId() + " " + enrichment;
    assertThat(filled.stream().map(ModelField::wireName))
        .as(what)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(enrichment.fields());
    if (enrichment.from() == null) {
      assertThat(enrichment.rule()).as(what).isEqualTo("id-name");
      assertThat(filled).as(what).containsExactly(ModelField.CAPABILITIES);
      assertThat(enriched.facts().capabilities())
          .as(what)
          .hasSize(1)
          .doesNotContain(Capability.CHAT, Capability.COMPLETION);
      return;
    }
    assertThat(enrichment.rule()).as(what).isNotEmpty();
    Origin origin =
        Objects.requireNonNull(catalog.origin(enrichment.from(), ModelField.NAME), what);
    ModelFacts row = rows.get(enrichment.from());
    assertThat(row == null).as(what).isEqualTo(origin.retired());
    if (origin.retired()) {
      assertThat(enriched.facts().pricing()).as(what).isNull();
    } else if (!enrichment.rule().startsWith("variant-")) {
      assertThat(filled)
          .as(what)
          .allMatch(field -> field.isSame(enriched.facts(), Objects.requireNonNull(row)));
    }
  }
}
