package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.catalog.CatalogRow;
import dev.rollcall.catalog.OpenRouterImport;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.Recording.Kind;
import dev.rollcall.testing.Recordings;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenRouter's recorded lists, as a provider's list and as a source of the catalog. */
class RecordedOpenRouterListsTest {

  /** What the catalog keeps in another way, or not at all. */
  private static final Set<ModelField> OF_LISTS_ONLY =
      EnumSet.of(ModelField.NAME, ModelField.CREATED, ModelField.ALIASES);

  static List<Recording> lists() {
    return Recordings.of(Kind.LIST).stream()
        .filter(recording -> recording.type().equals("openrouter"))
        .toList();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("lists")
  void onlyModelsOfTextAreFreeWithoutSayingSo(Recording recording) {
    assertThat(live(recording))
        .filteredOn(facts -> !facts.nativeId().endsWith(":free") && isFree(facts))
        .allSatisfy(
            facts -> {
              assertThat(facts.modalities().output()).containsExactly(Modality.TEXT);
              assertThat(facts.capabilities()).contains(Capability.CHAT);
            });
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("lists")
  void aListAndTheCatalogHaveTheSameFacts(Recording recording) {
    List<ModelFacts> live = live(recording);
    List<CatalogRow> rows = OpenRouterImport.page(recording.bytes(), "OpenRouter").rows();

    assertThat(rows).hasSameSizeAs(live);
    for (int i = 0; i < rows.size(); i++) {
      assertSame(rows.get(i), live.get(i));
    }
  }

  private static void assertSame(CatalogRow row, ModelFacts live) {
    ModelFacts facts = row.facts();
    assertThat(facts.nativeId()).isEqualTo(live.nativeId());
    assertThat(EnumSet.complementOf(EnumSet.copyOf(OF_LISTS_ONLY)))
        .as(live.nativeId())
        .allMatch(field -> field.isSame(facts, live));
    assertThat(facts.lacking()).as(live.nativeId()).isEqualTo(live.lacking());
    assertThat(live.name()).endsWith(facts.name());
    assertThat(live.aliases())
        .as(live.nativeId())
        .allMatch(alias -> alias.equals(row.links().slug()));
  }

  private static List<ModelFacts> live(Recording recording) {
    Listing listing = Objects.requireNonNull(ProviderType.of("openrouter").orElseThrow().listing());
    return listing
        .read(Reading.WITH_KEY, listing.first(Reading.WITH_KEY), recording.json())
        .rows()
        .stream()
        .map(Listing.Row::facts)
        .toList();
  }

  private static boolean isFree(ModelFacts facts) {
    return facts.pricing() != null
        && facts.pricing().prices().stream().allMatch(price -> price.signum() == 0);
  }
}
