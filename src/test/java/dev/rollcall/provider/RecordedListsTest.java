package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.Enrichment;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import dev.rollcall.model.Source;
import dev.rollcall.provider.Listing.Call;
import dev.rollcall.provider.Listing.Detail;
import dev.rollcall.provider.Listing.Endpoint;
import dev.rollcall.provider.Listing.MalformedList;
import dev.rollcall.provider.Listing.Page;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.Recording.Kind;
import dev.rollcall.testing.Recordings;
import io.vertx.core.json.DecodeException;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded answer, read by the listing of its type. */
class RecordedListsTest {

  static List<Recording> lists() {
    return Recordings.of(Kind.LIST, Kind.EMPTY_LIST, Kind.LONE_FIRST_PAGE, Kind.PAGE_OF_PAIR);
  }

  static List<Recording> errors() {
    return Recordings.of(Kind.ERROR);
  }

  static List<Recording> sideRequests() {
    return Recordings.of(Kind.SIDE_REQUEST);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("lists")
  void readsExactlyTheIdsOfTheList(Recording recording) {
    Page page = page(recording);
    Set<String> ids = new LinkedHashSet<>(Reading.ids(page));
    assertThat(recording.entries()).isEqualTo(recording.models());
    assertThat(ids).containsExactlyElementsOf(recording.ids());
    assertThat(page.rows().size() + page.skipped()).isEqualTo(recording.entries());
    page.rows().forEach(row -> assertSensible(row.facts()));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("lists")
  void areEncodedAsTheirTreesAre(Recording recording) {
    page(recording)
        .rows()
        .forEach(
            row -> {
              ModelFacts facts = row.facts();
              ModelInfo model =
                  new ModelInfo("mine", recording.type(), Source.LIVE, facts, enrichment(facts));
              assertThat(ModelJson.encode(facts))
                  .isEqualTo(ModelJson.toJson(facts).toBuffer().getBytes());
              assertThat(ModelJson.encode(model))
                  .isEqualTo(ModelJson.toJson(model).toBuffer().getBytes());
            });
  }

  private static Enrichment enrichment(ModelFacts facts) {
    return new Enrichment(facts.canonicalId(), "exact", List.of("pricing", facts.nativeId()));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("lists")
  void asksForAnotherPageOnlyWhereThereIsOne(Recording recording) {
    boolean hasNext =
        recording.kind() == Kind.LONE_FIRST_PAGE || recording.file().contains("-page1-");
    assertThat(page(recording).next() != null).isEqualTo(hasNext);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("errors")
  void takesNoErrorForAList(Recording recording) {
    Listing listing = listing(recording);
    if (listing == null) {
      return;
    }
    Object body;
    try {
      body = recording.json();
    } catch (DecodeException notJson) {
      return;
    }
    Call call = listing.first(endpoint(recording));
    assertThatThrownBy(() -> listing.read(endpoint(recording), call, body))
        .isInstanceOf(MalformedList.class);
    assertThat(listing.refusesKey(body))
        .isEqualTo(recording.file().contains("error-400-invalid-key"));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("sideRequests")
  void readsSideRequests(Recording recording) {
    Detail detail = new Detail("key", true, Call.get("http://127.0.0.1/"));
    Map<String, ModelFacts> details =
        Objects.requireNonNull(listing(recording)).readDetails(detail, recording.json());
    assertThat(details).isNotEmpty();
    details.values().forEach(RecordedListsTest::assertSensible);
  }

  @Test
  void saysWhyARecordingOfAnotherEndpointIsLeftOut() {
    assertThat(Recordings.of(Kind.OTHER))
        .isNotEmpty()
        .allSatisfy(recording -> assertThat(recording.reason()).isNotEmpty());
  }

  private static Page page(Recording recording) {
    Listing listing = Objects.requireNonNull(listing(recording));
    Endpoint endpoint = endpoint(recording);
    return listing.read(endpoint, listing.first(endpoint), recording.json());
  }

  private static Listing listing(Recording recording) {
    return ProviderType.of(recording.type()).orElseThrow().listing();
  }

  private static Endpoint endpoint(Recording recording) {
    return new Endpoint("http://127.0.0.1/v1", !recording.isWithoutKey());
  }

  private static void assertSensible(ModelFacts facts) {
    assertThat(facts.nativeId()).isNotBlank().hasSizeLessThanOrEqualTo(512);
    assertThat(facts.aliases()).doesNotContain(facts.nativeId());
    assertThat(
            Stream.of(facts.contextWindow(), facts.maxInputTokens(), facts.maxOutputTokens())
                .filter(Objects::nonNull))
        .allSatisfy(tokens -> assertThat(tokens).isBetween(1L, 20_000_000L));
    if (facts.created() != null) {
      assertThat(facts.created()).isBetween(1_400_000_000L, 1_800_000_000L);
    }
    if (facts.pricing() != null) {
      assertSensible(facts.pricing());
    }
  }

  private static void assertSensible(Pricing pricing) {
    assertThat(rates(pricing.rates()))
        .allSatisfy(
            rate -> assertThat(rate).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(10_000)));
    assertThat(pricing.other())
        .allSatisfy(
            other -> assertThat(other.price()).isBetween(new BigDecimal("1e-6"), BigDecimal.TEN));
  }

  private static Stream<BigDecimal> rates(Rates rates) {
    return Stream.of(
            rates.input(),
            rates.output(),
            rates.cacheRead(),
            rates.cacheWrite(),
            rates.inputAudio(),
            rates.outputAudio(),
            rates.reasoning())
        .filter(Objects::nonNull);
  }
}
