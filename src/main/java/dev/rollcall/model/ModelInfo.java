package dev.rollcall.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a list: a model at an instance.
 *
 * @param provider the instance's name
 * @param providerType the instance's type
 * @param source where the instance's list is from
 * @param facts what is known of the model, the catalog's additions included
 * @param enriched what the catalog added; null when nothing
 */
public record ModelInfo(
    String provider,
    String providerType,
    Source source,
    ModelFacts facts,
    @Nullable Enrichment enriched) {

  /** {@code <instance>/<native id>}. */
  public String id() {
    return provider + "/" + facts.nativeId();
  }

  /** The provider's creation time, else the release date, else 0; seconds since the epoch. */
  public long created() {
    if (facts.created() != null) {
      return facts.created();
    }
    return facts.released() == null ? 0 : epochSeconds(facts.released());
  }

  /** The owner the provider names, else the type. */
  public String ownedBy() {
    return facts.ownedBy() == null ? providerType : facts.ownedBy();
  }

  /** The same entry from another source. */
  public ModelInfo from(Source other) {
    return other == source ? this : new ModelInfo(provider, providerType, other, facts, enriched);
  }

  private static long epochSeconds(String date) {
    try {
      LocalDate day = LocalDate.parse(date.length() == 7 ? date + "-01" : date);
      return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    } catch (DateTimeException notADate) {
      return 0;
    }
  }
}
