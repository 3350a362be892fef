package dev.rollcall;

import static dev.rollcall.HostilePages.deflate;
import static dev.rollcall.HostilePages.gzip;
import static dev.rollcall.HostilePages.list;
import static dev.rollcall.Misbehaviour.behave;
import static dev.rollcall.Misbehaviour.fails;
import static dev.rollcall.Misbehaviour.lists;
import static dev.rollcall.model.ErrorCode.MALFORMED;
import static dev.rollcall.model.ErrorCode.NOT_JSON;
import static dev.rollcall.model.ErrorCode.RESET;
import static dev.rollcall.model.ErrorCode.TIMEOUT;
import static dev.rollcall.model.ErrorCode.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.testing.RawProvider.Exchange;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What a provider may do with connections, HTTP and compression. */
final class HttpFaults {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String TO_THE_END = OK + "Connection: close\r\n\r\n";
  private static final String GZIP = "Content-Encoding: gzip\r\n";
  private static final Buffer SPACES = Buffer.buffer(" ".repeat(64 * 1024));
  private static final Buffer ENTRIES = Buffer.buffer("{\"id\":\"a\"},".repeat(6000));

  private HttpFaults() {}

  static List<Misbehaviour> all() {
    return Stream.of(connections(), heads(), framing(), compression())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Misbehaviour> connections() {
    return List.of(
        fails("closes at once", RESET, (x, type) -> x.close()),
        fails("says nothing", TIMEOUT, (x, type) -> {}),
        fails("drips its status line", TIMEOUT, (x, type) -> x.drip("H")),
        fails("drips headers", TIMEOUT, (x, type) -> x.send(OK).drip("A: b\r\n")),
        fails("drips a header", TIMEOUT, (x, type) -> x.send(OK + "A: ").drip("b")),
        fails("drips its body", TIMEOUT, (x, type) -> x.send(TO_THE_END).drip(" ")),
        fails("drips chunks", TIMEOUT, (x, type) -> x.send(CHUNKED).drip("1\r\n \r\n")),
        fails(
            "stops in the middle of the body",
            TIMEOUT,
            (x, type) -> x.send(OK + "Content-Length: 1000\r\n\r\n{\"data\":[")),
        fails("closes after the status line", RESET, (x, type) -> x.send(OK).close()),
        fails(
            "closes in the middle of the body",
            RESET,
            (x, type) -> x.send(OK + "Content-Length: 1000\r\n\r\n{\"data\":[").close()),
        fails(
            "closes in the middle of a chunk",
            RESET,
            (x, type) -> x.send(CHUNKED + "100\r\n{\"data\"").close()),
        fails(
            "closes before the last chunk",
            RESET,
            (x, type) -> x.send(CHUNKED + "2\r\n[]\r\n").close()));
  }

  private static List<Misbehaviour> heads() {
    return List.of(
        fails("answers in HTTP/0.9", MALFORMED, (x, type) -> x.send("{\"data\":[]}\r\n").close()),
        fails(
            "answers in HTTP/2",
            MALFORMED,
            (x, type) -> x.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
        fails(
            "answers in HTTP/2 frames",
            MALFORMED,
            (x, type) -> x.send(Buffer.buffer(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0})).close()),
        fails(
            "answers in TLS",
            MALFORMED,
            (x, type) -> x.send(Buffer.buffer(new byte[] {21, 3, 3, 0, 2, 2, 70})).close()),
        fails("answers as a mail server", MALFORMED, (x, type) -> x.send("220 mail ESMTP\r\n")),
        fails("has a word for a status", MALFORMED, (x, type) -> x.send("HTTP/1.1 OK 200\r\n\r\n")),
        fails("has a negative status", MALFORMED, (x, type) -> x.send("HTTP/1.1 -20 OK\r\n\r\n")),
        fails(
            "has a status line of a megabyte",
            TOO_LARGE,
            (x, type) -> x.flood(SPACES.copy().setByte(0, (byte) 'H'))),
        fails(
            "has a reason of a megabyte",
            TOO_LARGE,
            (x, type) -> x.send("HTTP/1.1 200 ").flood(SPACES)),
        fails(
            "sends empty lines for ever",
            TOO_LARGE,
            (x, type) -> x.flood(Buffer.buffer("\r\n".repeat(9999)))),
        fails(
            "has a header of a megabyte",
            TOO_LARGE,
            (x, type) -> x.send(OK + "A: ").flood(Buffer.buffer("b".repeat(9999)))),
        fails(
            "has headers for ever",
            TOO_LARGE,
            (x, type) -> x.send(OK).flood(Buffer.buffer("A: b\r\n".repeat(999)))),
        fails(
            "has a header without an end of line",
            TOO_LARGE,
            (x, type) -> x.send(OK).flood(Buffer.buffer("b".repeat(9999)))),
        fails(
            "says 100 for ever",
            TIMEOUT,
            (x, type) -> x.flood(Buffer.buffer("HTTP/1.1 100 Continue\r\n\r\n".repeat(99)))),
        fails(
            "says 103 for ever",
            TIMEOUT,
            (x, type) ->
                x.flood(Buffer.buffer("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n".repeat(99)))),
        fails(
            "says 102 for ever",
            MALFORMED,
            (x, type) -> x.flood(Buffer.buffer("HTTP/1.1 102 Processing\r\n\r\n".repeat(99)))),
        fails(
            "switches protocols",
            MALFORMED,
            (x, type) ->
                x.send(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n")),
        lists(
            "says 103 before it answers",
            0,
            (x, type) -> behave(x.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), type)));
  }

  private static List<Misbehaviour> framing() {
    return List.of(
        fails(
            "has a negative length",
            MALFORMED,
            (x, type) -> x.send(OK + "Content-Length: -5\r\n\r\n[]")),
        fails(
            "has a word for a length",
            MALFORMED,
            (x, type) -> x.send(OK + "Content-Length: two\r\n\r\n[]")),
        fails(
            "has two lengths",
            MALFORMED,
            (x, type) -> x.send(OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n[]")),
        fails(
            "has a length of an exabyte",
            TOO_LARGE,
            (x, type) -> x.send(OK + "Content-Length: 999999999999999999\r\n\r\n").flood(ENTRIES)),
        fails(
            "has a length that is too short",
            MALFORMED,
            (x, type) -> x.send(OK + "Content-Length: 9\r\n\r\n" + list(type))),
        fails(
            "has a length that is too long",
            RESET,
            (x, type) -> x.send(OK + "Content-Length: 9999\r\n\r\n" + list(type)).close()),
        fails("has chunks of no size", MALFORMED, (x, type) -> x.send(CHUNKED + "zz\r\n[]\r\n")),
        fails(
            "has a chunk of a negative size",
            MALFORMED,
            (x, type) -> x.send(CHUNKED + "-1\r\n[]\r\n")),
        fails(
            "has a chunk of any size",
            MALFORMED,
            (x, type) -> x.send(CHUNKED + "ffffffffff\r\n[]\r\n")),
        fails(
            "has a chunk extension of a megabyte",
            TOO_LARGE,
            (x, type) -> x.send(CHUNKED + "1;a=").flood(Buffer.buffer("b".repeat(9999)))),
        fails(
            "has small chunks with large extensions",
            TOO_LARGE,
            (x, type) ->
                x.send(CHUNKED)
                    .flood(Buffer.buffer(("1;" + "b".repeat(900) + "\r\n \r\n").repeat(99)))),
        fails(
            "has trailers for ever",
            TOO_LARGE,
            (x, type) -> x.send(CHUNKED + "0\r\n").flood(Buffer.buffer("A: b\r\n".repeat(999)))),
        fails("lists without end", TOO_LARGE, (x, type) -> x.send(TO_THE_END + "[").flood(ENTRIES)),
        fails(
            "lists without end in chunks",
            TOO_LARGE,
            (x, type) ->
                x.send(CHUNKED).flood(Buffer.buffer("b\r\n{\"id\":\"a\"},\r\n".repeat(999)))),
        fails("sends blanks without end", TOO_LARGE, (x, type) -> x.send(TO_THE_END).flood(SPACES)),
        lists("answers once more than it is asked", 0, (x, type) -> answerTwice(x, type)),
        lists(
            "sends trailers",
            0,
            (x, type) ->
                x.send(
                    CHUNKED
                        + Integer.toHexString(list(type).length())
                        + "\r\n"
                        + list(type)
                        + "\r\n0\r\nContent-Length: 7\r\n\r\n")));
  }

  private static List<Misbehaviour> compression() {
    byte[] zeros = new byte[1024 * 1024];
    Buffer bomb = gzip(List.of(new byte[200 * 1024 * 1024]));
    Buffer members = gzip(Collections.nCopies(100, zeros));
    byte[] emptyBlocks = new byte[5 * 9999];
    for (int i = 0; i < emptyBlocks.length; i += 5) {
      emptyBlocks[i + 3] = (byte) 0xFF;
      emptyBlocks[i + 4] = (byte) 0xFF;
    }
    String endless = TO_THE_END.replace("\r\n\r\n", "\r\n" + GZIP + "\r\n");
    Buffer header = Buffer.buffer(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3});
    Buffer named = Buffer.buffer(new byte[] {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 3});
    return List.of(
        fails("sends a gzip bomb", TOO_LARGE, (x, type) -> x.answer("200 OK", GZIP, bomb)),
        fails(
            "sends a bomb in a hundred parts",
            TOO_LARGE,
            (x, type) -> x.answer("200 OK", GZIP, members)),
        fails(
            "sends gzip of nothing without end",
            TOO_LARGE,
            (x, type) -> x.send(endless).send(header).flood(Buffer.buffer(emptyBlocks))),
        fails(
            "sends a gzip header without end",
            TOO_LARGE,
            (x, type) -> x.send(endless).send(named).flood(Buffer.buffer("n".repeat(9999)))),
        fails(
            "sends something without end after its gzip",
            TOO_LARGE,
            (x, type) ->
                x.send(endless).send(gzip(List.of(list(type).getBytes(UTF_8)))).flood(SPACES)),
        fails(
            "breaks its gzip",
            MALFORMED,
            (x, type) -> {
              Buffer whole = gzip(List.of(list(type).getBytes(UTF_8)));
              x.answer("200 OK", GZIP, whole.setByte(whole.length() - 5, (byte) 7));
            }),
        fails(
            "cuts off its gzip",
            MALFORMED,
            (x, type) -> {
              Buffer whole = gzip(List.of(list(type).getBytes(UTF_8)));
              x.answer("200 OK", GZIP, whole.slice(0, whole.length() / 2));
            }),
        fails(
            "says gzip and sends none",
            MALFORMED,
            (x, type) -> x.answer("200 OK", GZIP, Buffer.buffer(list(type)))),
        fails(
            "says nothing of its gzip",
            NOT_JSON,
            (x, type) -> x.answer("200 OK", "", gzip(List.of(list(type).getBytes(UTF_8))))),
        fails(
            "compresses twice",
            MALFORMED,
            (x, type) ->
                x.answer(
                    "200 OK",
                    "Content-Encoding: gzip, gzip\r\n",
                    gzip(List.of(gzip(List.of(list(type).getBytes(UTF_8))).getBytes())))),
        fails(
            "sends deflate",
            MALFORMED,
            (x, type) ->
                x.answer(
                    "200 OK",
                    "Content-Encoding: deflate\r\n",
                    deflate(list(type).getBytes(UTF_8)))),
        fails(
            "sends a deflate bomb",
            MALFORMED,
            (x, type) -> x.answer("200 OK", "Content-Encoding: deflate\r\n", deflate(zeros))),
        fails(
            "sends an encoding that nobody knows",
            MALFORMED,
            (x, type) ->
                x.answer("200 OK", "Content-Encoding: rot13\r\n", Buffer.buffer(list(type)))),
        lists(
            "sends gzip in two parts",
            0,
            (x, type) -> {
              byte[] whole = list(type).getBytes(UTF_8);
              x.answer(
                  "200 OK",
                  "Content-Encoding: GZip\r\n",
                  gzip(
                      List.of(
                          Arrays.copyOf(whole, 7), Arrays.copyOfRange(whole, 7, whole.length))));
            }));
  }

  private static void answerTwice(Exchange exchange, TypeFixture fixture) {
    behave(exchange, fixture);
    exchange.send(OK + "Content-Length: 2\r\n\r\n[]");
  }
}
