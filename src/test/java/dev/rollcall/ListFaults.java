package dev.rollcall;

import static dev.rollcall.HostilePages.entry;
import static dev.rollcall.HostilePages.envelope;
import static dev.rollcall.HostilePages.list;
import static dev.rollcall.HostilePages.listOf;
import static dev.rollcall.HostilePages.numbers;
import static dev.rollcall.HostilePages.quoted;
import static dev.rollcall.HostilePages.texts;
import static dev.rollcall.Misbehaviour.fails;
import static dev.rollcall.Misbehaviour.lists;
import static dev.rollcall.Misbehaviour.ok;
import static dev.rollcall.Misbehaviour.sends;
import static dev.rollcall.model.ErrorCode.EMPTY;
import static dev.rollcall.model.ErrorCode.MALFORMED;
import static dev.rollcall.model.ErrorCode.NOT_JSON;
import static dev.rollcall.model.ErrorCode.TOO_LARGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What a provider may send in place of a list, and in it. */
final class ListFaults {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private ListFaults() {}

  static List<Misbehaviour> all() {
    return Stream.of(json(), entries()).flatMap(List::stream).toList();
  }

  private static List<Misbehaviour> json() {
    return List.of(
        fails(
            "sends a page of HTML",
            NOT_JSON,
            (x, type) ->
                x.answer(
                    "200 OK",
                    "Content-Type: text/html\r\n",
                    Buffer.buffer("<html>Welcome</html>"))),
        fails("sends nothing", NOT_JSON, ok("")),
        fails("sends blanks", NOT_JSON, ok(" \r\n\t")),
        fails("sends plain text", NOT_JSON, ok("error code: 521")),
        fails("sends null", MALFORMED, ok("null")),
        fails("sends a number", MALFORMED, ok("7")),
        fails("sends a text", MALFORMED, ok("\"models\"")),
        fails("sends an empty object", MALFORMED, ok("{}")).notOn("gemini"),
        fails("cuts off its JSON", MALFORMED, sends(type -> cut(list(type)))),
        fails("nests arrays", MALFORMED, ok("[".repeat(100_000))),
        fails("nests objects", MALFORMED, ok("{\"data\":".repeat(100_000))),
        fails("nests whole", MALFORMED, ok("[".repeat(5000) + "]".repeat(5000))),
        fails(
            "sends a million empty objects",
            TOO_LARGE,
            sends(type -> envelope(type, "[" + "{},".repeat(999_999) + "{}]", ""))),
        fails(
            "sends a million empty arrays in entries",
            TOO_LARGE,
            sends(
                type ->
                    listOf(
                        type, entry(type, "\"a\"", "\"tags\":[" + "[],".repeat(999_999) + "[]]")))),
        fails(
            "sends NaN",
            MALFORMED,
            sends(type -> list(type, entry(type, "\"a\"", "\"created\":NaN")))),
        fails("sends something after its JSON", MALFORMED, sends(type -> list(type) + "<!-- -->")),
        fails("sends two lists", MALFORMED, sends(type -> list(type) + list(type))),
        fails(
            "sends JSON Lines",
            MALFORMED,
            sends(type -> entry(type, "\"a\"") + "\n" + entry(type, "\"b\""))),
        fails(
            "sends UTF-16", NOT_JSON, (x, type) -> x.answer("200 OK", "", in(UTF_16, list(type)))),
        fails(
            "sends UTF-16 without a mark",
            NOT_JSON,
            (x, type) -> x.answer("200 OK", "", in(UTF_16LE, list(type)))),
        fails(
            "sends UTF-32",
            NOT_JSON,
            (x, type) -> x.answer("200 OK", "", in(Charset.forName("UTF-32"), list(type)))),
        fails(
            "sends Latin-1",
            MALFORMED,
            (x, type) ->
                x.answer(
                    "200 OK",
                    "Content-Type: application/json; charset=iso-8859-1\r\n",
                    in(ISO_8859_1, list(type, entry(type, "\"é\""))))),
        fails(
            "sends a broken character",
            MALFORMED,
            (x, type) ->
                x.answer("200 OK", "", in(ISO_8859_1, list(type, entry(type, "\"\u00ff\""))))),
        fails(
            "sends a text for its entries",
            MALFORMED,
            sends(type -> envelope(type, "\"none\"", ""))),
        fails(
            "sends an object for its entries",
            MALFORMED,
            sends(type -> envelope(type, "{\"a\":{\"id\":\"a\"}}", ""))),
        fails(
                "sends null for its entries",
                MALFORMED,
                sends(type -> "{\"data\":null,\"models\":null}"))
            .notOn("ollama"),
        fails("sends an error with 200", MALFORMED, ok("{\"error\":{\"message\":\"try later\"}}")),
        fails("sends an empty list", EMPTY, sends(type -> listOf(type)))
            .notOn("ollama", "lmstudio", "openai-compatible"),
        fails("sends an array in an array", MALFORMED, ok("[[]]")),
        lists("starts with a mark", 0, sends(type -> "\uFEFF" + list(type))),
        lists(
            "says it sends a picture",
            0,
            (x, type) ->
                x.answer("200 OK", "Content-Type: image/png\r\n", Buffer.buffer(list(type)))),
        lists(
            "says it sends UTF-16",
            0,
            (x, type) ->
                x.answer(
                    "200 OK",
                    "Content-Type: application/json; charset=utf-16\r\n",
                    Buffer.buffer(list(type)))),
        lists("answers 202", 0, (x, type) -> x.json("202 Accepted", list(type))));
  }

  private static List<Misbehaviour> entries() {
    String megabyte = quoted("x".repeat(1024 * 1024));
    return List.of(
        fails(
            "lists more than anybody has",
            TOO_LARGE,
            sends(
                type ->
                    listOf(
                        type,
                        Stream.iterate(0, i -> i + 1)
                            .limit(20_001)
                            .map(i -> entry(type, quoted("m" + i)))
                            .toArray(String[]::new)))),
        fails(
            "lists nothing usable",
            MALFORMED,
            sends(type -> listOf(type, "{}", "7", "null", entry(type, "7")))),
        lists(
            "lists each model a thousand times",
            0,
            sends(
                type ->
                    list(
                        type,
                        Collections.nCopies(1000, entry(type, quoted(type.ids().get(0))))
                            .toArray(String[]::new)))),
        lists(
            "has entries that are none",
            5,
            sends(type -> list(type, "7", "\"a\"", "null", "[]", "{}"))),
        lists(
            "has an id of another kind",
            4,
            sends(
                type ->
                    list(
                        type,
                        entry(type, "7"),
                        entry(type, "{}"),
                        entry(type, "[\"a\"]"),
                        entry(type, "null")))),
        lists(
            "has control characters in ids",
            3,
            sends(
                type ->
                    list(
                        type,
                        entry(type, "\"a\\u0000\""),
                        entry(type, "\"\\u001b[31m\""),
                        entry(type, "\"a\\r\\nX-Evil: b\"")))),
        lists(
            "has text that runs backwards in ids",
            3,
            sends(
                type ->
                    list(
                        type,
                        entry(type, "\"gpt\\u202e4\""),
                        entry(type, "\"gpt\\u20664\""),
                        entry(type, "\"gpt\\u200f4\"")))),
        lists(
            "has what nobody sees in ids",
            4,
            sends(
                type ->
                    list(
                        type,
                        entry(type, "\"gpt\\u200b\""),
                        entry(type, "\"gpt\\u200d4\""),
                        entry(type, "\"\\ufeffgpt\""),
                        entry(type, "\"gpt\\u00ad\"")))),
        lists(
            "has line ends of Unicode in ids",
            2,
            sends(type -> list(type, entry(type, "\"a\\u2028b\""), entry(type, "\"a\\u2029b\"")))),
        lists(
            "has halves of characters in ids",
            2,
            sends(type -> list(type, entry(type, "\"a\\ud800\""), entry(type, "\"\\udc00b\"")))),
        lists("has an id of a megabyte", 1, sends(type -> list(type, entry(type, megabyte)))),
        lists(
            "has blank ids",
            3,
            sends(
                type ->
                    list(
                        type,
                        entry(type, "\"\""),
                        entry(type, "\" \""),
                        entry(type, "\"\\u2003\"")))),
        lists(
            "has the id twice in an entry",
            0,
            sends(
                type ->
                    list(
                        type,
                        entry(
                                type,
                                quoted(type.ids().get(0)),
                                "\"id\":7",
                                "\"name\":7",
                                "\"key\":7")
                            .replace("\"id\":7,\"name\":7,\"key\":7,", duplicated(type))))),
        lists(
            "has texts of a megabyte",
            0,
            sends(
                type ->
                    list(
                        type,
                        first(
                            type,
                            "\"description\":"
                                + megabyte
                                + ",\"display_name\":"
                                + megabyte
                                + ",\"owned_by\":"
                                + megabyte)))),
        lists(
            "has numbers where texts belong",
            0,
            sends(type -> list(type, first(type, texts("7"))))),
        lists(
            "has objects where texts belong",
            0,
            sends(type -> list(type, first(type, texts("{\"a\":[{}]}"))))),
        lists(
            "has arrays where texts belong",
            0,
            sends(type -> list(type, first(type, texts("[[],{},null,7]"))))),
        lists(
            "has nulls where texts belong",
            0,
            sends(type -> list(type, first(type, texts("null"))))),
        lists(
            "has control characters in texts",
            0,
            sends(type -> list(type, first(type, texts("\"\\u0000\\u202e\\ud800\""))))),
        lists("has negative numbers", 0, sends(type -> list(type, first(type, numbers("-1"))))),
        lists(
            "has numbers out of bounds",
            0,
            sends(type -> list(type, first(type, numbers("1e308"))))),
        lists(
            "has numbers that fill the memory",
            0,
            sends(type -> list(type, first(type, numbers("1e999999999"))))),
        lists(
            "has numbers of next to nothing",
            0,
            sends(type -> list(type, first(type, numbers("1e-999999999"))))),
        lists(
            "has numbers of a thousand digits",
            0,
            sends(type -> list(type, first(type, numbers("9".repeat(1001)))))),
        lists(
            "has numbers larger than a long",
            0,
            sends(type -> list(type, first(type, numbers("9223372036854775808"))))),
        lists(
            "has texts where numbers belong",
            0,
            sends(type -> list(type, first(type, numbers("\"a lot\""))))),
        lists(
            "has a hundred thousand fields",
            0,
            sends(type -> list(type, first(type, fields(100_000))))));
  }

  /** The first model, with these members. */
  private static String first(TypeFixture fixture, String members) {
    return entry(fixture, quoted(fixture.ids().get(0)), members);
  }

  private static String duplicated(TypeFixture fixture) {
    String own = entry(fixture, "7");
    return own.substring(1, own.length() - 1) + ",";
  }

  private static String fields(int count) {
    StringBuilder fields = new StringBuilder("\"f\":0");
    for (int i = 0; i < count; i++) {
      fields.append(",\"f").append(i).append("\":0");
    }
    return fields.toString();
  }

  private static String cut(String json) {
    return json.substring(0, json.length() - 1);
  }

  private static Buffer in(Charset charset, String text) {
    return Buffer.buffer(text.getBytes(charset));
  }
}
