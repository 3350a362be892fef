package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.Pricing;
import dev.rollcall.provider.Listing.Call;
import dev.rollcall.provider.Listing.Endpoint;
import dev.rollcall.provider.Listing.MalformedList;
import dev.rollcall.testing.FuzzInput;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a provider answers, of any type, usable models come of it or a failure that is meant.
 */
class AnswerFuzz {

  private static final String HOST = "api.example";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int MAX_LENGTH = 512;

  private static final List<ProviderType> TYPES =
      ProviderType.ALL.stream().filter(type -> type.listing() != null).toList();

  private static final List<Head> HEADS =
      List.of(
          new Head(200, null),
          new Head(400, null),
          new Head(401, null),
          new Head(403, null),
          new Head(404, null),
          new Head(429, null),
          new Head(500, null),
          new Head(302, null),
          new Head(200, "gzip"),
          new Head(200, "deflate"),
          new Head(200, "GZIP, deflate"),
          new Head(206, null),
          new Head(101, null),
          new Head(304, null),
          new Head(400, "gzip"),
          new Head(429, "x"));

  @FuzzTest
  void listsOrFails(byte[] bytes) {
    FuzzInput input = new FuzzInput(bytes);
    ProviderType type = input.choose(TYPES);
    Head head = input.choose(HEADS);
    String retryAfter = head.status == 429 ? input.line() : null;
    Answer answer =
        new Answer(HOST, head.status, retryAfter, head.encoding, Buffer.buffer(input.rest()));
    try {
      read(type, answer);
    } catch (FetchFailure failure) {
      checkMessage(failure.sentence());
      Duration wait = failure.retryAfter();
      assertThat(wait == null || (!wait.isNegative() && wait.compareTo(Duration.ofHours(1)) <= 0))
          .isTrue();
    } catch (MalformedList malformed) {
      checkMessage(String.valueOf(malformed.getMessage()));
    }
  }

  /** Takes it for the answer to every request that it leads to. */
  private static void read(ProviderType type, Answer sent) {
    boolean hasKey = !type.spec().listsWithoutKey();
    Endpoint endpoint = new Endpoint("https://" + HOST + "/v1", hasKey);
    AnswerReader reader = new AnswerReader(Objects.requireNonNull(type.listing()), endpoint);
    PageAccumulator pages = new PageAccumulator(HOST);
    Call call = reader.first();
    while (call != null) {
      checkUrl(call);
      pages.asking(call);
      Answer answer = sent.decompressed(pages.bytesLeft());
      pages.received(answer);
      AnswerReader.Step step = reader.read(call, answer, pages.hasPages(), NOW);
      if (step.page() != null) {
        pages.add(step.page());
      }
      if (step.refused() != null) {
        checkMessage(step.refused().message());
        return;
      }
      call = step.next();
    }
    List<ModelFacts> models = pages.complete(details(reader, pages, sent), true).models();
    assertThat(models.size()).isLessThanOrEqualTo(PageAccumulator.MAX_ENTRIES);
    assertThat(models.stream().map(ModelFacts::nativeId)).doesNotHaveDuplicates();
    models.forEach(AnswerFuzz::check);
  }

  private static Map<String, ModelFacts> details(
      AnswerReader reader, PageAccumulator pages, Answer sent) {
    Map<String, ModelFacts> known = new HashMap<>();
    for (Listing.Detail detail : pages.details()) {
      checkUrl(detail.call());
      try {
        Answer answer = sent.decompressed(PageAccumulator.MAX_BYTES);
        known.putAll(reader.listing().readDetails(detail, answer.json()));
      } catch (MalformedList malformed) {
        checkMessage(String.valueOf(malformed.getMessage()));
      }
    }
    return known;
  }

  /** A key goes with every request, so none may lead elsewhere. */
  private static void checkUrl(Call call) {
    URI url = URI.create(call.url());
    assertThat(url.getScheme()).isEqualTo("https");
    assertThat(url.getRawAuthority()).isEqualTo(HOST);
  }

  private static void check(ModelFacts facts) {
    assertThat(facts.nativeId()).isNotBlank();
    facts.aliases().forEach(alias -> assertThat(alias).isNotBlank());
    texts(facts)
        .forEach(
            text -> {
              assertThat(text).hasSizeLessThanOrEqualTo(MAX_LENGTH);
              assertThat(text.codePoints()).noneMatch(Character::isISOControl);
            });
    Stream.of(facts.contextWindow(), facts.maxInputTokens(), facts.maxOutputTokens())
        .filter(Objects::nonNull)
        .forEach(tokens -> assertThat(tokens).isBetween(1L, 1_000_000_000L));
    assertThat(facts.created() == null || facts.created() > 0).isTrue();
    Pricing pricing = facts.pricing();
    assertThat(pricing != null && (pricing.hasPriceBelowZero() || pricing.isUnknown())).isFalse();
    assertThat(Collections.disjoint(facts.capabilities(), facts.lacking())).isTrue();
    Buffer written = ModelJson.toJson(facts).toBuffer();
    assertThat(ModelJson.facts(new JsonObject(written))).isEqualTo(facts);
  }

  private static Stream<String> texts(ModelFacts facts) {
    Stream<@Nullable String> texts =
        Stream.of(
            facts.nativeId(),
            facts.name(),
            facts.ownedBy(),
            facts.knowledgeCutoff(),
            facts.released(),
            facts.parameterCount(),
            facts.quantization(),
            facts.shutdownDate(),
            facts.replacedBy(),
            facts.family(),
            facts.canonicalId());
    return Stream.concat(texts.filter(Objects::nonNull), facts.aliases().stream());
  }

  private static void checkMessage(String message) {
    assertThat(message).isNotBlank().hasSizeLessThan(200).doesNotContain(FuzzInput.MARK);
    assertThat(message.chars()).noneMatch(Character::isISOControl);
  }

  private record Head(int status, @Nullable String encoding) {}
}
