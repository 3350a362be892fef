package dev.rollcall.catalog;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Enrichment;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small catalog for a test, and what it does to an entry. */
final class RowSamples {

  private final String type;
  private final List<CatalogRow> rows = new ArrayList<>();

  private RowSamples(String type) {
    this.type = type;
  }

  static RowSamples of(String type, String... nativeIds) {
    return new RowSamples(type).and(nativeIds);
  }

  RowSamples and(String... nativeIds) {
    for (String id : nativeIds) {
      rows.add(new CatalogRow(type, facts(id), null));
    }
    return this;
  }

  RowSamples retired(String... nativeIds) {
    for (String id : nativeIds) {
      rows.add(new CatalogRow(type, facts(id), "2026-05-11"));
    }
    return this;
  }

  RowSamples row(ModelFacts facts) {
    rows.add(new CatalogRow(type, facts, null));
    return this;
  }

  /** Adds rows of OpenRouter's. */
  RowSamples atOpenRouter(String... ids) {
    for (String id : ids) {
      rows.add(new CatalogRow("openrouter", facts(id), null));
    }
    return this;
  }

  /** Adds rows that OpenRouter had. */
  RowSamples onceAtOpenRouter(String... ids) {
    for (String id : ids) {
      rows.add(new CatalogRow("openrouter", facts(id), "2026-05-11"));
    }
    return this;
  }

  RowSamples row(CatalogRow row) {
    rows.add(row);
    return this;
  }

  List<CatalogRow> rows() {
    return rows;
  }

  Catalog catalog() {
    return new Catalog(new CatalogFile(List.of(), rows).withCanonicalIds());
  }

  /** Enriches a list of one bare id. */
  Enriched enrich(String id) {
    return enrich(ModelFacts.of(id).build());
  }

  /** Enriches the first of a list. */
  Enriched enrich(ModelFacts... listed) {
    return catalog().enrich(type, List.of(listed)).get(0);
  }

  /** The rule and the row's native id, as {@code rule native-id}; {@code none} without a row. */
  String match(ModelFacts... listed) {
    Enrichment enrichment = enrich(listed).enrichment();
    return enrichment == null || enrichment.from() == null
        ? "none"
        : enrichment.rule() + " " + enrichment.from().substring(type.length() + 1);
  }

  /** The rule and OpenRouter's id, as {@code rule id}; {@code none} without a row of theirs. */
  String atOpenRouter(ModelFacts listed) {
    Enrichment enrichment = enrich(listed).enrichment();
    return enrichment == null
            || enrichment.from() == null
            || !enrichment.from().startsWith("openrouter/")
        ? "none"
        : enrichment.rule() + " " + enrichment.from().substring("openrouter/".length());
  }

  String match(String id) {
    return match(ModelFacts.of(id).build());
  }

  /** A row's facts with every field that a row may give. */
  static ModelFacts facts(String id) {
    return ModelFacts.of(id)
        .name("Name of " + id)
        .family("family")
        .canonicalId("lab/" + id.replace('/', '-'))
        .contextWindow(1000L)
        .maxInputTokens(900L)
        .maxOutputTokens(100L)
        .can(Capability.CHAT)
        .can(Capability.REASONING, false)
        .modalities(List.of(Modality.TEXT), List.of(Modality.TEXT))
        .pricing(Pricing.of(Rates.of(new BigDecimal("0.06"), new BigDecimal("2"))))
        .knowledgeCutoff("2025-01")
        .released("2025-03-04")
        .openWeights(false)
        .deprecated(true)
        .build();
  }

  /** A list of bare ids. */
  static List<ModelFacts> list(String... ids) {
    return Arrays.stream(ids).map(id -> ModelFacts.of(id).build()).toList();
  }

  /** An entry of an id and aliases only. */
  static ModelFacts listed(String id, String... aliases) {
    return ModelFacts.of(id).aliases(List.of(aliases)).build();
  }
}
