package dev.rollcall.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {

  private static final int MANY = 1000;

  @Test
  void readsEveryKindOfValue() {
    assertThat(read(" {'a':[1,-2.50,'x',true,false,null,{}],'b':12345678901} \n"))
        .isEqualTo(
            new JsonObject()
                .put(
                    "a",
                    new JsonArray()
                        .add(1)
                        .add(new BigDecimal("-2.5"))
                        .add("x")
                        .add(true)
                        .add(false)
                        .addNull()
                        .add(new JsonObject()))
                .put("b", 12345678901L));
    assertThat(read("7")).isEqualTo(7);
    assertThat(read("null")).isNull();
  }

  @Test
  void readsObjectsThatStandOneAfterTheOther() {
    byte[] lines = "[1]\n{\"a\":1}\n{\"a\":[2]}\n{".getBytes(UTF_8);

    assertThat(BoundedJson.readObjects(lines, 4, lines.length - 1, 5))
        .containsExactly(
            new JsonObject().put("a", 1), new JsonObject().put("a", new JsonArray().add(2)));
    assertThat(BoundedJson.readObjects(lines, 4, 4, 0)).isEmpty();
    assertThat(refused(lines, 4, lines.length - 1, 4)).isEqualTo(BoundedJson.Defect.TOO_LARGE);
    assertThat(refused(lines, 0, 4, 5)).isEqualTo(BoundedJson.Defect.MALFORMED);
    assertThat(refused(lines, 4, lines.length, 9)).isEqualTo(BoundedJson.Defect.MALFORMED);
  }

  private static BoundedJson.Defect refused(byte[] text, int from, int to, int maxValues) {
    return catchThrowableOfType(
            BoundedJson.Unreadable.class, () -> BoundedJson.readObjects(text, from, to, maxValues))
        .defect();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | NOT_JSON",
        "'  ' | NOT_JSON",
        "<html> | NOT_JSON",
        "NaN | NOT_JSON",
        "nul | NOT_JSON",
        "{ | MALFORMED",
        "[1,] | MALFORMED",
        "[NaN] | MALFORMED",
        "[Infinity] | MALFORMED",
        "[+1] | MALFORMED",
        "[01] | MALFORMED",
        "[1e] | MALFORMED",
        "[\"a] | MALFORMED",
        "[\"\\x\"] | MALFORMED",
        "{a:1} | MALFORMED",
        "{\"a\":1,} | MALFORMED",
        "{\"a\" 1} | MALFORMED",
        "[] [] | MALFORMED",
        "{}} | MALFORMED",
        "{} x | MALFORMED",
        "[1}/* | MALFORMED"
      })
  void refusesWhatIsNoJsonInAWordAndWithoutQuotingIt(String text, BoundedJson.Defect defect) {
    assertThat(refused(text.getBytes(UTF_8), MANY)).isEqualTo(defect);
  }

  @Test
  void refusesWhatIsDeeperThanAnyList() {
    assertThat(read("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
    assertThat(refused(("[".repeat(65) + "]".repeat(65)).getBytes(UTF_8), MANY))
        .isEqualTo(BoundedJson.Defect.MALFORMED);
    assertThat(refused("{\"a\":".repeat(100_000).getBytes(UTF_8), MANY))
        .isEqualTo(BoundedJson.Defect.MALFORMED);
  }

  @Test
  void refusesMoreValuesThanItMayKeep() {
    assertThat(BoundedJson.read("[{},{},{\"a\":1}]".getBytes(UTF_8), 5)).isNotNull();
    assertThat(refused("[{},{},{\"a\":1}]".getBytes(UTF_8), 4))
        .isEqualTo(BoundedJson.Defect.TOO_LARGE);
    byte[] large = ("[" + "{},".repeat(5_000_000) + "{}]").getBytes(UTF_8);
    assertThat(refused(large, 500_000)).isEqualTo(BoundedJson.Defect.TOO_LARGE);
  }

  @Test
  void keepsNoTextThatNobodyMayUse() {
    String longest = "ü".repeat(BoundedJson.MAX_TEXT);
    JsonArray texts = (JsonArray) read("['" + longest + "','" + longest + "x','after']");

    assertThat(texts.getString(0)).isEqualTo(longest);
    assertThat(texts.getString(1)).isSameAs(BoundedJson.TOO_LONG);
    assertThat(texts.getString(2)).isEqualTo("after");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "-1e-999999999", "1E+2147483648", "1e99999999999999999999", "1e41"})
  void anExponentOutOfBoundsIsNoNumber(String number) {
    assertThat(read("[" + number + ",1]")).isEqualTo(new JsonArray(List.of(Double.NaN, 1)));
  }

  @Test
  void thousandsOfDigitsAreNoNumber() {
    String digits = "9".repeat(1_000_000);
    assertThat(read("[" + digits + ",0." + digits + ",1]"))
        .isEqualTo(new JsonArray(List.of(Double.NaN, Double.NaN, 1)));
  }

  @Test
  void theLastOfSeveralMembersWithOneNameCounts() {
    assertThat(read("{'a':1,'b':2,'a':3}")).isEqualTo(new JsonObject().put("a", 3).put("b", 2));
  }

  @Test
  void refusesANameLongerThanAnyField() {
    assertThat(refused(("{\"" + "x".repeat(60_000) + "\":1}").getBytes(UTF_8), MANY))
        .isEqualTo(BoundedJson.Defect.MALFORMED);
  }

  @Test
  void readsUtf8WithAndWithoutAMark() {
    assertThat(BoundedJson.read("\uFEFF{\"a\":\"é\"}".getBytes(UTF_8), MANY))
        .isEqualTo(new JsonObject().put("a", "é"));
    assertThat(refused("\uFEFF".getBytes(UTF_8), MANY)).isEqualTo(BoundedJson.Defect.NOT_JSON);
    assertThat(refused("\uFEFF\uFEFF{}".getBytes(UTF_8), MANY))
        .isEqualTo(BoundedJson.Defect.NOT_JSON);
  }

  @Test
  void readsNoOtherEncoding() {
    for (Charset charset :
        List.of(
            UTF_16, UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))) {
      assertThat(refused("{\"a\":\"é\"}".getBytes(charset), MANY))
          .as(charset.name())
          .isEqualTo(BoundedJson.Defect.NOT_JSON);
    }
    assertThat(refused("{\"a\":\"é\"}".getBytes(ISO_8859_1), MANY))
        .isEqualTo(BoundedJson.Defect.MALFORMED);
    assertThat(refused("{\"a\":\"\0\"}".getBytes(UTF_8), MANY))
        .isEqualTo(BoundedJson.Defect.MALFORMED);
  }

  @Test
  void readsHalvesOfCharactersAsTheyAre() {
    assertThat(read("['\\ud800','\\udc00x']"))
        .isEqualTo(new JsonArray().add("\ud800").add("\udc00x"));
  }

  private static Object read(String text) {
    return BoundedJson.read(text.replace('\'', '"').getBytes(UTF_8), MANY);
  }

  private static BoundedJson.Defect refused(byte[] text, int maxValues) {
    BoundedJson.Unreadable failure =
        catchThrowableOfType(BoundedJson.Unreadable.class, () -> BoundedJson.read(text, maxValues));
    assertThat(failure).as("what is wrong").isNotNull();
    assertThat(failure.getMessage())
        .matches(
            "(something that is not JSON in UTF-8|broken or too deeply nested JSON|more than \\d+ values)");
    return failure.defect();
  }
}
