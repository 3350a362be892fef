package dev.rollcall.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowTest {

  private static final Map<String, BiFunction<JsonRow, String, @Nullable Object>> READERS =
      Map.ofEntries(
          Map.entry("id", JsonRow::id),
          Map.entry("text", (row, key) -> row.text(key)),
          Map.entry("texts", JsonRow::texts),
          Map.entry("rows", JsonRow::rows),
          Map.entry("in", JsonRow::in),
          Map.entry("neededRow", JsonRow::neededRow),
          Map.entry("neededText", JsonRow::neededText),
          Map.entry("flag", JsonRow::flag),
          Map.entry("whole", JsonRow::whole),
          Map.entry("tokens", (row, key) -> row.tokens(key)),
          Map.entry("count", JsonRow::count),
          Map.entry("createdAt", JsonRow::createdAt),
          Map.entry("date", JsonRow::date),
          Map.entry("decimal", JsonRow::decimal),
          Map.entry("price", JsonRow::price));

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id | 7 | x is no string",
        "id | 'a\\u0007b' | x is too long or holds control characters",
        "text | {} | x is no string",
        "texts | 'a' | x is no array",
        "texts | ['a',7] | x holds something else than strings",
        "rows | {} | x is no array",
        "rows | [{},7] | x holds something else than objects",
        "in | [] | x is no object",
        "neededRow | null | x is missing",
        "neededText | null | x is missing",
        "neededText | ' ' | x is missing",
        "flag | 'yes' | x is neither true nor false",
        "whole | 1.5 | x is no whole number",
        "whole | '9' | x is no whole number",
        "tokens | -1 | x is no number of tokens",
        "tokens | 1000000001 | x is no number of tokens",
        "count | 0 | x is no count",
        "createdAt | 'soon' | x is no time",
        "date | '2026-02-30' | x is no date",
        "decimal | 'dear' | x is no decimal",
        "price | -1 | x is below zero"
      })
  void aStrictRowNamesWhatCannotBeUsed(String reader, String value, String message) {
    JsonRow strict = strict("{'x':" + value + "}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> READERS.get(reader).apply(strict, "x"))
        .withMessage(message);
  }

  @Test
  void aStrictRowTakesWhatIsAbsentForAbsent() {
    READERS.forEach(
        (name, reader) -> {
          if (!name.startsWith("needed")) {
            assertThat(reader.apply(strict("{'x':null}"), "x"))
                .as(name)
                .isEqualTo(reader.apply(JsonRow.NONE, "x"));
          }
        });
    assertThat(strict("{'x':0}").tokens("x")).isNull();
    assertThat(strict("{'x':' '}").text("x")).isNull();
  }

  @Test
  void aStrictRowIsStrictInside() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict("{'a':{'b':[{'c':7}]}}").in("a").rows("b").get(0).text("c"))
        .withMessage("c is no string");
  }

  @Test
  void aStrictRowGivesEveryEntry() {
    JsonArray many = new JsonArray(Collections.nCopies(1000, "x"));
    assertThat(JsonRow.strict(new JsonObject().put("a", many)).texts("a")).hasSize(1000);
  }

  private static JsonRow strict(String json) {
    return JsonRow.strict(new JsonObject(json.replace('\'', '"')));
  }

  private static JsonRow fields(String json) {
    return JsonRow.of(Json.decodeValue(json.replace('\'', '"')));
  }
}
