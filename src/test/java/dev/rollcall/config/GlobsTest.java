package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {

  @ParameterizedTest
  @CsvSource({
    "gpt-5, gpt-5, true",
    "gpt-5, gpt-5-mini, false",
    "gpt-5, GPT-5, false",
    "gpt-*, gpt-, true",
    "gpt-*, chatgpt-4o, false",
    "*-mini, gpt-5-mini-mini, true",
    "*-mini, gpt-5-mini-max, false",
    "*a*b, xaxbxaxb, true",
    "*a*b, xaxbxax, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a?c, a😀c, true",
    "?, '', false",
    "*, '', true",
    "**, x, true",
    "*?, x, true",
    "'', x, false",
    "a.c, abc, false",
    "a\\E.*, a\\E.b, true",
    "*, 'a\nb', true"
  })
  void matchesAsShellsDo(String glob, String id, boolean matches) {
    assertThat(new Globs(List.of(glob), List.of()).filter().test(id)).isEqualTo(matches);
    assertThat(new Globs(List.of(), List.of(glob)).filter().test(id)).isEqualTo(!matches);
  }

  @Test
  void denyWins() {
    Globs globs = new Globs(List.of("gpt-*", "o3"), List.of("*-mini"));

    assertThat(List.of("gpt-5", "gpt-5-mini", "o3", "o4").stream().filter(globs.filter()))
        .containsExactly("gpt-5", "o3");
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsHoweverManyStarsThereAre() {
    Globs globs = new Globs(List.of("*a".repeat(100) + "*b"), List.of());

    assertThat(globs.filter().test("a".repeat(512))).isFalse();
  }
}
