package dev.rollcall;

import static dev.rollcall.HostilePages.emptyPageTo;
import static dev.rollcall.HostilePages.entry;
import static dev.rollcall.HostilePages.envelope;
import static dev.rollcall.HostilePages.list;
import static dev.rollcall.HostilePages.pageTo;
import static dev.rollcall.HostilePages.quoted;
import static dev.rollcall.Misbehaviour.fails;
import static dev.rollcall.Misbehaviour.lists;
import static dev.rollcall.Misbehaviour.ok;
import static dev.rollcall.Misbehaviour.sends;
import static dev.rollcall.Misbehaviour.status;
import static dev.rollcall.model.ErrorCode.FORBIDDEN;
import static dev.rollcall.model.ErrorCode.HTTP_4XX;
import static dev.rollcall.model.ErrorCode.HTTP_5XX;
import static dev.rollcall.model.ErrorCode.INCOMPLETE;
import static dev.rollcall.model.ErrorCode.MALFORMED;
import static dev.rollcall.model.ErrorCode.NOT_JSON;
import static dev.rollcall.model.ErrorCode.RATE_LIMITED;
import static dev.rollcall.model.ErrorCode.REDIRECT;
import static dev.rollcall.model.ErrorCode.RESET;
import static dev.rollcall.model.ErrorCode.TIMEOUT;
import static dev.rollcall.model.ErrorCode.TOO_LARGE;
import static dev.rollcall.model.ErrorCode.UNAUTHORIZED;

import dev.rollcall.Misbehaviour.Answering;
import dev.rollcall.testing.RawProvider.Exchange;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Statuses that a provider may answer with, and pages and side requests that go wrong. */
final class AnswerFaults {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String TO_THE_END = OK + "Connection: close\r\n\r\n";
  private static final String GZIP = "Content-Encoding: gzip\r\n";
  private static final String ELSEWHERE = "Location: http://127.0.0.1:1/steal\r\n";
  private static final Buffer SPACES = Buffer.buffer(" ".repeat(64 * 1024));
  private static final AtomicLong TOKENS = new AtomicLong();

  private AnswerFaults() {}

  static List<Misbehaviour> all() {
    return Stream.of(statuses(), pages()).flatMap(List::stream).toList();
  }

  private static List<Misbehaviour> statuses() {
    return Stream.of(
            List.of(
                fails(
                    "answers 204",
                    NOT_JSON,
                    (x, type) -> x.send("HTTP/1.1 204 No Content\r\n\r\n")),
                fails("answers 205", NOT_JSON, status("205 Reset Content", "")),
                fails(
                    "answers a part",
                    INCOMPLETE,
                    (x, type) ->
                        x.answer(
                            "206 Partial Content",
                            "Content-Range: bytes 0-9/99\r\n",
                            Buffer.buffer(list(type)))),
                fails(
                    "answers 304",
                    MALFORMED,
                    (x, type) -> x.send("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n")),
                fails(
                    "answers 400",
                    HTTP_4XX,
                    status("400 Bad Request", "{\"error\":{\"message\":\"no\"}}")),
                fails(
                    "refuses the key",
                    UNAUTHORIZED,
                    (x, type) -> x.json("401 Unauthorized", echo(x))),
                fails(
                    "refuses the key with a page",
                    UNAUTHORIZED,
                    status("401 Unauthorized", "<html>")),
                fails(
                    "refuses the key with broken gzip",
                    UNAUTHORIZED,
                    (x, type) -> x.answer("401 Unauthorized", GZIP, Buffer.buffer("{}"))),
                fails(
                    "lets the key list nothing",
                    FORBIDDEN,
                    (x, type) -> x.json("403 Forbidden", echo(x))),
                fails("asks whether we are a robot", HTTP_4XX, status("403 Forbidden", "<html>")),
                fails("answers 404", HTTP_4XX, status("404 Not Found", "<html>")),
                fails("answers 407", HTTP_4XX, status("407 Proxy Authentication Required", "")),
                fails(
                    "answers 451",
                    HTTP_4XX,
                    status("451 Unavailable", "{\"error\":\"" + "x".repeat(9999) + "\"}")),
                fails("answers 500", HTTP_5XX, (x, type) -> x.json("500 Oops", echo(x))),
                fails(
                    "answers 500 with a list",
                    HTTP_5XX,
                    (x, type) -> x.json("500 Oops", list(type))),
                fails("answers 521 with a text", HTTP_5XX, status("521 ", "error code: 521")),
                fails("answers 999", HTTP_5XX, status("999 Denied", "")),
                fails(
                    "answers 500 without end",
                    TOO_LARGE,
                    (x, type) -> x.send("HTTP/1.1 500 Oops\r\n\r\n").flood(SPACES)),
                fails(
                    "answers 500 and hangs",
                    TIMEOUT,
                    (x, type) -> x.send("HTTP/1.1 500 Oops\r\nContent-Length: 7\r\n\r\n{"))),
            Stream.of(
                    "300 Choices",
                    "301 Moved",
                    "302 Found",
                    "303 See Other",
                    "305 Use Proxy",
                    "307 Temporary Redirect",
                    "308 Permanent Redirect")
                .map(
                    status ->
                        fails(
                            "answers " + status,
                            REDIRECT,
                            (x, type) -> x.answer(status, ELSEWHERE, Buffer.buffer(list(type)))))
                .toList(),
            Stream.of(
                    "-5",
                    "99999999999999",
                    "9".repeat(1000),
                    "soon",
                    "1e999999999",
                    "NaN",
                    "",
                    "Thu, 01 Jan 1970 00:00:00 GMT",
                    "Fri, 31 Dec 9999 23:59:59 GMT",
                    "\u00ff")
                .map(
                    wait ->
                        fails(
                            "asks to wait "
                                + (wait.length() > 30 ? "a thousand digits" : "'" + wait + "'"),
                            RATE_LIMITED,
                            (x, type) ->
                                x.answer(
                                    "429 Slow Down",
                                    "Retry-After: " + wait + "\r\n",
                                    Buffer.buffer("{}"))))
                .toList())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Misbehaviour> pages() {
    return List.of(
        fails("names its first page again", INCOMPLETE, sends(type -> pageTo(type, "\"a\"")))
            .onPaged(),
        fails(
                "goes round in circles",
                INCOMPLETE,
                (x, type) ->
                    x.json(
                        "200 OK",
                        pageTo(type, x.target().contains("=ping") ? "\"pong\"" : "\"ping\"")))
            .onPaged(),
        fails(
                "has pages for ever",
                TOO_LARGE,
                sends(type -> pageTo(type, quoted("t" + TOKENS.incrementAndGet()))))
            .onPaged(),
        fails(
                "has empty pages for ever",
                TOO_LARGE,
                sends(type -> emptyPageTo(type, quoted("t" + TOKENS.incrementAndGet()))))
            .onPaged(),
        fails(
                "has a token of a megabyte",
                INCOMPLETE,
                sends(type -> pageTo(type, quoted("t".repeat(1024 * 1024)))))
            .on("gemini", "anthropic", "cohere"),
        fails(
                "has a link of a megabyte",
                MALFORMED,
                sends(type -> pageTo(type, quoted("t".repeat(1024 * 1024)))))
            .on("openrouter"),
        fails("has a number for a token", INCOMPLETE, sends(type -> pageTo(type, "7")))
            .on("gemini", "anthropic", "cohere"),
        fails("has an object for a token", INCOMPLETE, sends(type -> pageTo(type, "{}")))
            .on("gemini", "anthropic", "cohere"),
        fails("has a number for a link", MALFORMED, sends(type -> pageTo(type, "7")))
            .on("openrouter"),
        fails(
                "leads to another host",
                MALFORMED,
                sends(type -> linkTo(type, "http://localhost.evil.test/models")))
            .on("openrouter"),
        fails(
                "leads to another host without a scheme",
                MALFORMED,
                sends(type -> linkTo(type, "//evil.test/models")))
            .on("openrouter"),
        fails(
                "leads to another port",
                MALFORMED,
                sends(type -> linkTo(type, "http://127.0.0.1:1/models")))
            .on("openrouter"),
        fails(
                "leads to another scheme",
                MALFORMED,
                sends(type -> linkTo(type, "file:///etc/passwd")))
            .on("openrouter"),
        fails(
                "leads to a name in front of its host",
                MALFORMED,
                sends(type -> linkTo(type, "http://evil@127.0.0.1/models")))
            .on("openrouter"),
        fails("leads to no URL", MALFORMED, sends(type -> linkTo(type, "http://[/ \\u0000")))
            .on("openrouter"),
        fails(
                "says that there is more",
                INCOMPLETE,
                sends(
                    type -> envelope(type, "[" + entry(type, "\"a\"") + "]", ",\"has_more\":true")))
            .on(
                "openai",
                "ollama",
                "lmstudio",
                "openai-compatible",
                "mistral",
                "groq",
                "cerebras",
                "xai",
                "deepinfra"),
        fails(
                "has a token of a megabyte that it should not have",
                INCOMPLETE,
                sends(
                    type ->
                        envelope(
                            type,
                            "[" + entry(type, "\"a\"") + "]",
                            ",\"next_page_token\":" + quoted("t".repeat(1024 * 1024)))))
            .on(
                "openai",
                "ollama",
                "lmstudio",
                "openai-compatible",
                "mistral",
                "groq",
                "cerebras",
                "xai",
                "deepinfra"),
        fails("breaks down on the second page", INCOMPLETE, status("500 Oops", "{}"))
            .afterTheFirstPage(),
        fails("does not know the second page", INCOMPLETE, status("404 Not Found", "{}"))
            .afterTheFirstPage(),
        fails(
                "leads elsewhere on the second page",
                INCOMPLETE,
                (x, type) -> x.answer("302 Found", ELSEWHERE, Buffer.buffer()))
            .afterTheFirstPage(),
        fails("refuses the key on the second page", UNAUTHORIZED, status("401 Unauthorized", "{}"))
            .afterTheFirstPage(),
        fails("slows down on the second page", RATE_LIMITED, status("429 Slow Down", "{}"))
            .afterTheFirstPage(),
        fails("sends HTML on the second page", NOT_JSON, ok("<html>")).afterTheFirstPage(),
        fails("cuts off the second page", MALFORMED, ok("{\"data\":[")).afterTheFirstPage(),
        fails("closes on the second page", RESET, (x, type) -> x.close()).afterTheFirstPage(),
        fails("hangs on the second page", TIMEOUT, (x, type) -> {}).afterTheFirstPage(),
        fails(
                "has a second page without end",
                TOO_LARGE,
                (x, type) -> x.send(TO_THE_END).flood(SPACES))
            .afterTheFirstPage(),
        lists("closes when asked about a model", 0, onSideRequests((x, type) -> x.close()))
            .on("ollama", "xai"),
        lists("breaks down when asked about a model", 0, onSideRequests(status("500 Oops", "{}")))
            .on("ollama", "xai"),
        lists(
                "sends nonsense when asked about a model",
                0,
                onSideRequests(ok("{\"models\":7,\"details\":7,\"model_info\":[]}")))
            .on("ollama", "xai"),
        lists(
                "goes on for ever when asked about a model",
                0,
                onSideRequests((x, type) -> x.send(TO_THE_END).flood(SPACES)))
            .on("ollama", "xai"),
        lists("hangs when asked about a model", 0, onSideRequests((x, type) -> {}))
            .on("ollama", "xai")
            .untilTimePasses());
  }

  private static Answering onSideRequests(Answering answering) {
    return (exchange, fixture) -> {
      if (exchange.target().contains("show") || exchange.target().contains("language")) {
        answering.accept(exchange, fixture);
      } else {
        // Ollama's models are asked about once, and again when their digests change.
        String digest = "\"digest\":\"" + TOKENS.incrementAndGet();
        String list = fixture.answerTo(exchange.target());
        exchange.json("200 OK", list.replace("\"digest\":\"", digest));
      }
    };
  }

  private static String linkTo(TypeFixture fixture, String link) {
    return envelope(
        fixture, "[" + entry(fixture, "\"a\"") + "]", ",\"links\":{\"next\":" + quoted(link) + "}");
  }

  /** A message with every header of the request in it, the key too. */
  private static String echo(Exchange exchange) {
    return "{\"error\":{\"message\":\"Incorrect: "
        + exchange.head().replaceAll("[\r\n\"]+", " ")
        + "\"}}";
  }
}
