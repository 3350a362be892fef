package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.InstanceConfig;
import dev.rollcall.config.Route;
import dev.rollcall.config.Secret;
import dev.rollcall.config.TypeSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final InstanceConfig ACME = Bench.instance("acme", Bench.CLOUD);

  @Test
  void isOfEveryInstanceWithTheSameAccountAndOfNoOther() {
    Fingerprint mine = Fingerprint.of(ACME);

    assertThat(mine.isOf(ACME)).isTrue();
    assertThat(mine.isOf(Bench.instance("other-name", Bench.CLOUD))).isTrue();
    assertThat(mine.isOf(ACME.withApiKey(Secret.of("sk-two")))).isFalse();
    assertThat(mine.isOf(ACME.withApiKey(null))).isFalse();
    assertThat(mine.isOf(with("https://acme.test/v2", Map.of()))).isFalse();
    assertThat(mine.isOf(with(ACME.baseUrl(), Map.of("X-Team", Secret.of("blue"))))).isFalse();
    assertThat(mine.isOf(Bench.instance("acme", Bench.LOCAL))).isFalse();
  }

  @Test
  void doesNotTakeTheEndOfOneTextForTheBeginningOfTheNext() {
    Fingerprint mine = Fingerprint.of(with("u", Map.of("ab", Secret.of("c"))));

    assertThat(mine.isOf(with("u", Map.of("a", Secret.of("bc"))))).isFalse();
  }

  @Test
  void looksDifferentEachTimeAndHoldsNothingOfTheKey() {
    Fingerprint one = Fingerprint.of(ACME);
    Fingerprint two = Fingerprint.of(ACME);

    assertThat(one.hash()).isNotEqualTo(two.hash()).doesNotContain("sk-one").hasSize(64);
    assertThat(one.salt()).hasSize(32);
    assertThat(one).hasToString("***");
  }

  private static InstanceConfig with(String baseUrl, Map<String, Secret> headers) {
    TypeSpec type = ACME.type();
    return new InstanceConfig(
        ACME.name(),
        type,
        ACME.enabled(),
        baseUrl,
        ACME.apiKey(),
        null,
        headers,
        ACME.timeout(),
        ACME.breaker(),
        ACME.models(),
        Route.DIRECT,
        null);
  }
}
