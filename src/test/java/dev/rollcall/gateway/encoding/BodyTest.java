package dev.rollcall.gateway.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BodyTest {

  @Test
  void isOneGzipStreamOfAllPieces() throws IOException {
    List<String> texts =
        IntStream.range(0, 40)
            .mapToObj(i -> i % 7 == 0 ? "" : ("piece " + i + " ").repeat(i * 30))
            .toList();
    Body body = body(texts.toArray(String[]::new));

    Representation gzip = body.gzip().result();

    assertThat(inflated(gzip)).isEqualTo(String.join("", texts));
    assertThat(gzip.contentEncoding()).hasToString("gzip");
    assertThat(gzip.bytes().length()).isLessThan(body.plain().bytes().length() / 5);
    assertThat(gzip.contentLength()).hasToString(Integer.toString(gzip.bytes().length()));
    assertThat(body.gzip().result()).isSameAs(gzip);
  }

  @Test
  void takesWhatCannotBeCompressedAndWhatIsLongerThanItCopies() throws IOException {
    byte[] noise = new byte[5 * 1024 * 1024];
    new Random(7).nextBytes(noise);
    Body body = Body.of(List.of(Piece.of("[".getBytes(UTF_8)), Piece.of(noise)));

    assertThat(body.plain().bytes().length()).isEqualTo(noise.length + 1);
    assertThat(body.plain().bytes().getBytes(1, noise.length + 1)).isEqualTo(noise);
    assertThat(inflatedBytes(body.gzip().result())).hasSize(noise.length + 1).endsWith(noise);
  }

  @Test
  void hasATagForEachEncodingThatGoesByTheBytes() {
    Body one = body("[", "a".repeat(1000), "]");
    Body same = body("[", "a".repeat(1000), "]");
    Body other = body("[", "a".repeat(999) + "b", "]");

    assertThat(
            Stream.of(one, other)
                .flatMap(body -> Stream.of(body.plain(), body.gzip().result()))
                .map(representation -> representation.etag().toString())
                .collect(Collectors.toSet()))
        .hasSize(4)
        .allMatch(tag -> tag.matches("\"[A-Za-z0-9_-]{24}\""));
    assertThat(same.plain().etag()).hasToString(one.plain().etag().toString());
    assertThat(same.gzip().result().etag()).hasToString(one.gzip().result().etag().toString());
  }

  @Test
  void isNotCompressedWhenItIsShort() {
    Body body = Body.of(Buffer.buffer("{}"));

    assertThat(body.gzip().result()).isSameAs(body.plain());
    assertThat(body.gzipIfReady()).isSameAs(body.plain());
  }

  private static Body body(String... texts) {
    return Body.of(Stream.of(texts).map(text -> Piece.of(text.getBytes(UTF_8))).toList());
  }

  private static String inflated(Representation gzip) throws IOException {
    return new String(inflatedBytes(gzip), UTF_8);
  }

  private static byte[] inflatedBytes(Representation gzip) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(gzip.bytes().getBytes())).readAllBytes();
  }
}
