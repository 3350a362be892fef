package dev.rollcall.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.config.ConfigException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# only a comment\n", "---\n", "null", "{}"})
  void nothingIsAnEmptyConfiguration(String text) {
    assertThat(YamlText.parse(text)).isEqualTo(new JsonObject());
  }

  @Test
  void takesPlainValuesAsTheyAreWritten() {
    assertThat(YamlText.parse("on: {a: 0777, b: 12:30, c: 3.10, d: 2024-05-13, e: [1e3, yes]}"))
        .isEqualTo(
            new JsonObject(
                """
                {"on": {"a": "0777", "b": "12:30", "c": "3.10", "d": "2024-05-13",
                        "e": ["1e3", "yes"]}}
                """));
  }

  @Test
  void knowsNullAnchorsAndMerging() {
    JsonObject json =
        YamlText.parse("base: &b {x: 1, y: ~}\nmerged: {<<: *b, z: null}\nempty:\nquoted: 'null'");

    assertThat(json.getJsonObject("merged").getMap())
        .containsEntry("x", "1")
        .containsEntry("y", null)
        .containsEntry("z", null);
    assertThat(json.getMap()).containsEntry("empty", null).containsEntry("quoted", "null");
  }

  @Test
  void parsesJson() {
    assertThat(YamlText.value("[\"catalog\", {\"a\": \"b\"}]"))
        .isEqualTo(new JsonArray().add("catalog").add(new JsonObject().put("a", "b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a", "text"})
  void refusesADocumentWithoutKeys(String text) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> YamlText.parse(text))
        .withMessage("the file must hold keys and values");
  }

  @Test
  void saysWhereTheMistakeIs() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> YamlText.parse("a: 1\nb: 2\na: 3\n"))
        .withMessageStartingWith("line 3, column 1: ")
        .withMessageContaining("duplicate key a");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> YamlText.parse("a:\n\tb: 1"))
        .withMessageStartingWith("line 2, column 1: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: !!java.net.URL [http://x]",
        "a: &a [*a]",
        "a: *nothing",
        "a: 1\n---\nb: 2",
        "a: *",
        "a: \"\\x",
        "a: \"\\uD",
        "a: \"\\UFFFFFFFF\"",
        "a: \u0000",
        "? {a: b}\n: c"
      })
  void refusesWhatNoConfigurationNeeds(String text) {
    try {
      YamlText.parse(text);
    } catch (ConfigException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      assertThat(refused.getMessage().chars()).noneMatch(Character::isISOControl);
      return;
    }
    assertThat(text).startsWith("?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b\nallow: [*-mini]",
        "a: b\nallow: [!!int x]",
        "a: b\nallow: [!!str [x]]",
        "a: b\nallow: [!!map [x]]",
        "a: b\nallow: [!!binary é]",
        "a: b\nallow: [!secret]",
        "a: b\nallow: [! x]",
      })
  void saysToPutAValueWithAMarkInQuotes(String text) {
    char mark = text.charAt("a: b\nallow: [".length());

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> YamlText.parse(text))
        .withMessage("line 2, column 9: a value that begins with " + mark + " must be in quotes");
    assertThat(YamlText.parse("allow: ['*-mini', \"!!int x\"]").getJsonArray("allow"))
        .containsExactly("*-mini", "!!int x");
  }

  @Test
  void refusesTextsThatAliasesMakeLarge() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 5; i++) {
      String alias = "*a" + (i - 1);
      text.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ", ").repeat(9) + alias));
    }
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> YamlText.parse(text.toString()))
        .withMessage("there are too many values, or values too deep in others");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> YamlText.parse("[".repeat(5000)));
  }
}
