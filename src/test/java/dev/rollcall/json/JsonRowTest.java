package dev.rollcall.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowTest {

  @Test
  void takesNothingFromWhatIsNoObject() {
    assertThat(JsonRow.of("text").keys()).isEmpty();
    assertThat(JsonRow.of(null).text("id")).isNull();
    assertThat(fields("{'a':7}").in("a").text("b")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'id':null}", "{'id':7}", "{'id':''}", "{'id':'  '}", "{'id':{}}"})
  void hasNoIdWithoutAUsableText(String json) {
    assertThat(fields(json).id("id")).isNull();
  }

  @Test
  void boundsTexts() {
    assertThat(JsonRow.of(new JsonObject().put("id", "x".repeat(512))).id("id")).hasSize(512);
    assertThat(JsonRow.of(new JsonObject().put("id", "x".repeat(513))).id("id")).isNull();
    assertThat(JsonRow.of(new JsonObject().put("id", "a\u0007b")).id("id")).isNull();
    assertThat(JsonRow.of(new JsonObject().put("id", "a\nb")).text("id")).isNull();
    assertThat(JsonRow.of(new JsonObject().put("id", "a\ud83db")).text("id")).isNull();
    assertThat(JsonRow.of(new JsonObject().put("id", "a\ud83d\ude00b")).text("id")).isNotNull();
  }

  @Test
  void keepsAnIdAsItIsAndStripsANote() {
    assertThat(fields("{'id':'/models/x/ '}").id("id")).isEqualTo("/models/x/ ");
    assertThat(fields("{'name':' X '}").text("name")).isEqualTo("X");
  }

  @Test
  void takesTheFirstFieldThatIsUsable() {
    assertThat(fields("{'a':'','b':7,'c':'x'}").text("a", "b", "c")).isEqualTo("x");
    assertThat(fields("{'a':0,'b':null,'c':12}").tokens("a", "b", "c")).isEqualTo(12);
  }

  @Test
  void boundsLists() {
    JsonArray many = new JsonArray(Collections.nCopies(1000, "x"));
    assertThat(JsonRow.of(new JsonObject().put("a", many)).texts("a")).hasSize(256);
    assertThat(fields("{'a':['x',7,null,'',{}]}").texts("a")).containsExactly("x");
    assertThat(fields("{'a':'x'}").texts("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "1000000001", "1e300", "'128000'", "true", "null"})
  void hasNoCountOutOfBounds(String value) {
    assertThat(fields("{'n':" + value + "}").tokens("n")).isNull();
  }

  @Test
  void countsWhatIsWrittenAsADecimal() {
    assertThat(fields("{'n':128000.0}").tokens("n")).isEqualTo(128_000);
    assertThat(fields("{'n':1e9}").tokens("n")).isEqualTo(1_000_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1677610602", "735790403", "1759795200000", "'1700000000'"})
  void takesNoPlaceholderForACreationTime(String value) {
    assertThat(fields("{'created':" + value + "}").created("created")).isNull();
  }

  @Test
  void takesStringsExactlyAndRoundsNoiseFromNumbers() {
    assertThat(fields("{'p':'0.0000000208333333333333'}").price("p"))
        .isEqualByComparingTo("0.0000000208333333333333");
    assertThat(fields("{'p':0.060000000000000005}").price("p")).isEqualByComparingTo("0.06");
    assertThat(fields("{'p':0.30000000000000004}").price("p")).isEqualByComparingTo("0.3");
    assertThat(fields("{'p':0}").price("p")).isEqualTo(BigDecimal.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "'-1'", "'free'", "'1e999999999'", "1e400", "{}", "[]", "null"})
  void hasNoPriceThatIsNone(String value) {
    assertThat(fields("{'p':" + value + "}").price("p")).isNull();
  }

  @Test
  void takesOnlyDates() {
    assertThat(fields("{'d':'2026-07-23'}").date("d")).isEqualTo("2026-07-23");
    assertThat(fields("{'d':'2026-07'}").date("d")).isEqualTo("2026-07");
    assertThat(fields("{'d':'2026-01-31T12:00:00Z'}").date("d")).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(fields("{'d':'2026-02-30'}").date("d")).isNull();
    assertThat(fields("{'d':'soon'}").date("d")).isNull();
    assertThat(fields("{'d':1780000000}").date("d")).isNull();
  }

  private static JsonRow fields(String json) {
    return JsonRow.of(Json.decodeValue(json.replace('\'', '"')));
  }
}
