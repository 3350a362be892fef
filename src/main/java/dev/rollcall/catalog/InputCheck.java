package dev.rollcall.catalog;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Refuses a source that is too small to be whole, or that knows the future. Rows that cannot be
 * true do not get here: they are refused when they are read.
 */
final class InputCheck {

  /** OpenRouter's list without what its parameters leave out has always had more. */
  private static final int OPENROUTER_LEAST = 250;

  private static final int SHARE = 2;

  private InputCheck() {}

  /**
   * Checks models.dev's list: every provider is there, with at least half of what it had.
   *
   * @param last the catalog that is to be updated
   * @param openRouterToo whether it is the source of OpenRouter's rows
   * @throws CatalogException when it is not to be taken
   */
  static void modelsDev(CatalogInput input, CatalogFile last, boolean openRouterToo) {
    Map<String, Integer> now = new HashMap<>();
    input.rows().forEach(row -> now.merge(row.type(), 1, Integer::sum));
    Map<String, Integer> before = last.counts(false);
    for (String type : sorted(ModelsDevImport.types())) {
      int count = now.getOrDefault(type, 0);
      if (count == 0) {
        throw new CatalogException("models.dev's list has no models of " + type + ".");
      }
      if (openRouterToo || !type.equals(OpenRouterImport.TYPE)) {
        requireHalf("models.dev's list", type, count, before);
      }
    }
    requirePast("models.dev's list", input);
  }

  /**
   * Checks OpenRouter's list: at least 250 models and half of what it had.
   *
   * @throws CatalogException when it is not to be taken
   */
  static void openRouter(CatalogInput input, CatalogFile last) {
    int count = input.rows().size();
    if (count < OPENROUTER_LEAST) {
      throw new CatalogException(
          "OpenRouter's list has " + count + " models, fewer than " + OPENROUTER_LEAST + ".");
    }
    requireHalf("OpenRouter's list", OpenRouterImport.TYPE, count, last.counts(false));
    requirePast("OpenRouter's list", input);
  }

  private static void requireHalf(
      String name, String type, int count, Map<String, Integer> before) {
    int had = before.getOrDefault(type, 0);
    if (count * SHARE < had) {
      throw new CatalogException(
          name + " has " + count + " models of " + type + ", less than half of " + had + ".");
    }
  }

  /** Releases are announced a little ahead; what is a year off is a mistake. */
  private static void requirePast(String name, CatalogInput input) {
    String bound = LocalDate.parse(input.source().date()).plusYears(1).toString();
    for (CatalogRow row : input.rows()) {
      Stream.of(row.facts().released(), row.facts().knowledgeCutoff())
          .filter(Objects::nonNull)
          .filter(date -> date.compareTo(bound) > 0)
          .findFirst()
          .ifPresent(
              date -> {
                throw new CatalogException(
                    name + " cannot be taken: " + row.id() + ": " + date + " is in the future.");
              });
    }
  }

  private static Collection<String> sorted(Collection<String> types) {
    return types.stream().sorted().toList();
  }
}
