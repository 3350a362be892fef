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
      return byTag(LocalTag.candidates(id, parameterCount));
    }
    Wanted wanted = Wanted.of(type, id);
    for (OpenRouterIndex index : stages) {
      Found sameBuild = byName(index, wanted);
      if (sameBuild != null) {
        return sameBuild;
      }
    }
    return otherBuild(source, wanted, parameterCount);
  }

  private @Nullable Found otherBuild(
      ModelSource source, Wanted wanted, @Nullable String parameterCount) {
    List<LocalTag.Candidate> tags =
        source == ModelSource.ANY_SERVER && wanted.id().indexOf('/') < 0
            ? LocalTag.candidates(wanted.id(), parameterCount)
            : List.of();
    for (OpenRouterIndex index : stages) {
      Found found = byPartOfName(index, wanted);
      if (found == null && source == ModelSource.HOST) {
        found = served(wanted, OPENROUTER_SERVING_SUFFIX, base -> anyName(index, base));
      }
      if (found == null && source.servesOthers()) {
        found = byBareName(index, wanted);
      }
      if (found == null && source == ModelSource.HOST) {
        found =
            served(wanted, OPENROUTER_BARE_NAME_SERVING_SUFFIX, base -> byBareName(index, base));
      }
      if (found == null) {
        found = byTag(index, tags);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Matches by the whole name: the words of the id and the author of the model. */
  private static @Nullable Found byName(OpenRouterIndex index, Wanted wanted) {
    Found found = found(index.exact(wanted.id()), OPENROUTER_EXACT);
    if (found == null) {
      found = found(index.huggingFaceId(wanted.id()), HUGGING_FACE_ID);
    }
    String author = wanted.author();
    if (found != null || author == null) {
      return found;
    }
    found = found(index.name(author, wanted.name()), OPENROUTER_NAME);
    if (found == null) {
      found = found(index.slug(author, wanted.name()), OPENROUTER_SLUG);
    }
    return found;
  }

  /** By the name without the part that says when it was built. */
  private static @Nullable Found byPartOfName(OpenRouterIndex index, Wanted wanted) {
    String author = wanted.author();
    if (author == null) {
      return null;
    }
    Found found = found(index.undated(author, wanted.name()), OPENROUTER_UNDATED);
    return found == null && wanted.type().equals("cohere")
        ? found(index.name(author, IdKeys.withoutMonth(wanted.name())), OPENROUTER_WITHOUT_MONTH)
        : found;
  }

  private static @Nullable Found anyName(OpenRouterIndex index, Wanted wanted) {
    Found found = byName(index, wanted);
    return found == null ? byPartOfName(index, wanted) : found;
  }

  private static @Nullable Found byBareName(OpenRouterIndex index, Wanted wanted) {
    return found(index.bareName(wanted.bareName()), OPENROUTER_BARE_NAME);
  }

  private @Nullable Found byTag(List<LocalTag.Candidate> tags) {
    for (OpenRouterIndex index : stages) {
      Found found = byTag(index, tags);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Found byTag(OpenRouterIndex index, List<LocalTag.Candidate> tags) {
    for (LocalTag.Candidate tag : tags) {
      Found found = found(tag.in(index), OPENROUTER_TAG);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The row of the model that is served here in another format. Weights that are not published
   * cannot be, and for other models than those that chat, such an ending is part of the name: a
   * Whisper Turbo is no Whisper served fast.
   */
  private static @Nullable Found served(
      Wanted wanted, OpenRouterRule rule, Function<Wanted, @Nullable Found> look) {
    for (String base : ServingSuffix.bases(wanted.type(), wanted.id())) {
      Found found = look.apply(Wanted.of(wanted.type(), base));
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

  /**
   * A model that is looked for, its id taken apart once for all rules.
   *
   * @param author OpenRouter's name of the author; null when it is unknown
   * @param name what follows the organisation in the id, normalised
   * @param bareName what follows the last slash, normalised
   */
  private record Wanted(
      String type, String id, @Nullable String author, String name, String bareName) {

    static Wanted of(String type, String id) {
      OrganisedName organised = OrganisedName.of(id);
      String name = IdKeys.normalised(organised.name());
      boolean isBare = organised.name().indexOf('/') < 0;
      return new Wanted(
          type,
          id,
          ModelSource.author(type, organised.organisation()),
          name,
          isBare ? name : IdKeys.normalised(OrganisedName.bareName(id)));
    }
  }
}
