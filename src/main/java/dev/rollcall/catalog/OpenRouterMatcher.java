package dev.rollcall.catalog;

import static dev.rollcall.catalog.OpenRouterRule.HUGGING_FACE_ID;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_BARE_NAME;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_BARE_NAME_SERVING_SUFFIX;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_EXACT;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_NAME;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_SERVING_SUFFIX;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_SLUG;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_TAG;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_UNDATED;
import static dev.rollcall.catalog.OpenRouterRule.OPENROUTER_WITHOUT_MONTH;

import dev.rollcall.model.Capability;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds OpenRouter's row of a model at another provider by the rules of {@link OpenRouterRule}.
 * Those that find the same build are tried first, among the rows that OpenRouter has and then among
 * those it had; the others after them, so that a model that is gone is not taken for its successor.
 */
final class OpenRouterMatcher {

  private final List<OpenRouterIndex> stages;

  /** Indexes what of the rows is OpenRouter's. */
  OpenRouterMatcher(Collection<CatalogRow> rows) {
    Map<Boolean, List<CatalogRow>> own =
        rows.stream()
            .filter(row -> row.type().equals("openrouter"))
            .collect(Collectors.partitioningBy(CatalogRow::isRetired));
    stages =
        List.of(
            new OpenRouterIndex(own.getOrDefault(false, List.of())),
            new OpenRouterIndex(own.getOrDefault(true, List.of())));
  }

  /**
   * A row of OpenRouter's and the rule that found it.
   *
   * @param row may be retired
   */
  record Found(CatalogRow row, OpenRouterRule rule) {

    /** The rule as entries carry it. */
    String ruleName() {
      return (row.isRetired() ? "retired-" : "") + rule.ruleName();
    }
  }

  /** Whether OpenRouter has, or had, a model of this id. */
  boolean has(String openRouterId) {
    return stages.stream().anyMatch(index -> index.exact(openRouterId) != null);
  }

  /**
   * The row of a model.
   *
   * @param type the type of the provider that lists it; OpenRouter's own models are not looked for
   * @param id its id there
   * @param parameterCount its size, where the provider says it
   */
  @Nullable Found find(String type, String id, @Nullable String parameterCount) {
    ModelSource source = ModelSource.of(type);
    if (source == ModelSource.OTHER) {
      return null;
    }
    if (source == ModelSource.LOCAL_SERVER) {
      return inStages(index -> byTag(index, id, parameterCount));
    }
    Found sameBuild = inStages(index -> byName(index, type, id));
    return sameBuild == null
        ? inStages(index -> otherBuild(index, type, id, parameterCount))
        : sameBuild;
  }

  private @Nullable Found inStages(Function<OpenRouterIndex, @Nullable Found> look) {
    for (OpenRouterIndex index : stages) {
      Found found = look.apply(index);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Found otherBuild(
      OpenRouterIndex index, String type, String id, @Nullable String parameterCount) {
    ModelSource source = ModelSource.of(type);
    Found found = byPartOfName(index, type, id);
    if (found == null && source == ModelSource.HOST) {
      found = served(type, id, OPENROUTER_SERVING_SUFFIX, base -> anyName(index, type, base));
    }
    if (found == null && source.servesOthers()) {
      found = byBareName(index, id);
    }
    if (found == null && source == ModelSource.HOST) {
      found =
          served(type, id, OPENROUTER_BARE_NAME_SERVING_SUFFIX, base -> byBareName(index, base));
    }
    if (found == null && source == ModelSource.ANY_SERVER && id.indexOf('/') < 0) {
      found = byTag(index, id, parameterCount);
    }
    return found;
  }

  /** By the whole name: what the id says and who made the model. */
  private static @Nullable Found byName(OpenRouterIndex index, String type, String id) {
    Found found = found(index.exact(id), OPENROUTER_EXACT);
    if (found == null) {
      found = found(index.huggingFaceId(id), HUGGING_FACE_ID);
    }
    OrganisedName organised = OrganisedName.of(id);
    String author = ModelSource.author(type, organised.organisation());
    if (found != null || author == null) {
      return found;
    }
    String name = IdKeys.normalised(organised.name());
    found = found(index.name(author, name), OPENROUTER_NAME);
    if (found == null) {
      found = found(index.slug(author, name), OPENROUTER_SLUG);
    }
    return found;
  }

  /** By the name without the part that says when it was built. */
  private static @Nullable Found byPartOfName(OpenRouterIndex index, String type, String id) {
    OrganisedName organised = OrganisedName.of(id);
    String author = ModelSource.author(type, organised.organisation());
    if (author == null) {
      return null;
    }
    String name = IdKeys.normalised(organised.name());
    Found found = found(index.undated(author, name), OPENROUTER_UNDATED);
    return found == null && type.equals("cohere")
        ? found(index.name(author, IdKeys.withoutMonth(name)), OPENROUTER_WITHOUT_MONTH)
        : found;
  }

  private static @Nullable Found anyName(OpenRouterIndex index, String type, String id) {
    Found found = byName(index, type, id);
    return found == null ? byPartOfName(index, type, id) : found;
  }

  private static @Nullable Found byBareName(OpenRouterIndex index, String id) {
    String name = IdKeys.normalised(OrganisedName.bareName(id));
    return found(index.bareName(name), OPENROUTER_BARE_NAME);
  }

  private static @Nullable Found byTag(
      OpenRouterIndex index, String id, @Nullable String parameterCount) {
    return LocalTag.candidates(id, parameterCount).stream()
        .map(candidate -> found(candidate.in(index), OPENROUTER_TAG))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * The row of the model that is served here in another format. Weights that are not published
   * cannot be, and for other models than those that chat, such an ending is part of the name: a
   * Whisper Turbo is no Whisper served fast.
   */
  private static @Nullable Found served(
      String type, String id, OpenRouterRule rule, Function<String, @Nullable Found> look) {
    for (String base : ServingSuffix.bases(type, id)) {
      Found found = look.apply(base);
      if (found != null
          && found.row().facts().capabilities().contains(Capability.CHAT)
          && !Boolean.FALSE.equals(found.row().facts().openWeights())) {
        return new Found(found.row(), rule);
      }
    }
    return null;
  }

  private static @Nullable Found found(@Nullable CatalogRow row, OpenRouterRule rule) {
    return row == null ? null : new Found(row, rule);
  }
}
