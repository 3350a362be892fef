package dev.rollcall.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.catalog.CatalogException;
import dev.rollcall.catalog.CatalogInput;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeProvider.Fault;
import dev.rollcall.testing.SourceLists;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class SourceReaderTest {

  @TempDir Path directory;
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private FakeProvider server;

  @BeforeEach
  void start(Vertx vertx) {
    server = FakeProvider.start(vertx);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void readsAUrlAndTellsSo() {
    server.answer("{\"a\":1}");

    assertThat(reader().read(server.url() + "/api.json")).asString(UTF_8).isEqualTo("{\"a\":1}");
    assertThat(progress.toString(UTF_8)).startsWith("Reading " + server.url() + "/api.json");
    assertThat(server.received().get(0).getHeader("User-Agent")).startsWith("rollcall/");
  }

  @Test
  void readsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("list.json"), "{}");

    assertThat(reader().read(file.toString())).asString(UTF_8).isEqualTo("{}");
  }

  @Test
  void readsEveryPageOfOpenRoutersList() {
    server.handle(
        request -> {
          int offset = Integer.parseInt(request.getParam("offset", "0"));
          String next = offset == 200 ? "null" : "\"/models?offset=" + (offset + 100) + "\"";
          request
              .response()
              .end(
                  SourceLists.openRouterPage(
                      offset,
                      offset + 100,
                      ",\"total_count\":300,\"links\":{\"next\":" + next + "}"));
        });

    CatalogInput input = openRouter();

    assertThat(input.rows()).hasSize(300);
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void followsPagesOnlyAtTheSameOriginAndNotForEver() {
    server.answer(page("http://other.example/models"));
    fails("OpenRouter's list is not whole: it has another page, but not at the same place.");
    assertThat(server.requests()).isEqualTo(1);

    server.answer(page("?again"));
    fails("OpenRouter's list has more than 100 pages.");
  }

  @Test
  void doesNotFollowRedirects() {
    server.fault(Fault.REDIRECT);

    fails(server.url() + "/models cannot be read: the answer was HTTP 302.");
  }

  @Test
  void saysThatTheServerFailed() {
    server.answer(503, "{}");

    fails(server.url() + "/models cannot be read: the answer was HTTP 503.");
  }

  @Test
  void endsAnEndlessAnswer() {
    server.fault(Fault.ENDLESS);

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> reader(Duration.ofSeconds(30)).read(server.url() + "/models"))
        .withMessage(server.url() + "/models cannot be read: it is larger than 1000000 bytes.");
  }

  @Test
  void endsASlowAnswer() {
    server.fault(Fault.ONE_BYTE_A_SECOND);

    fails(server.url() + "/models cannot be read: it took longer than 2 s.");
  }

  @Test
  void saysThatHalfAnAnswerCannotBeRead() {
    server.fault(Fault.HALF_A_PAGE);

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(this::openRouter)
        .withMessageStartingWith(server.url() + "/models cannot be read: ")
        .withMessageNotContaining("\n");
  }

  @Test
  void saysThatNobodyAnswers() {
    String url = server.url() + "/models";
    server.stop();

    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> reader().read(url))
        .withMessage(url + " cannot be read: no connection can be made.");
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> reader().read("http://a b/"))
        .withMessage("http://a b/ cannot be read: it is no place to read from.");
  }

  private static String page(String next) {
    return SourceLists.openRouterPage(0, 9, ",\"links\":{\"next\":\"" + next + "\"}");
  }

  private void fails(String sentence) {
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(this::openRouter)
        .withMessage(sentence);
  }

  private CatalogInput openRouter() {
    return CatalogInput.openRouter(
        reader()::read, server.url() + "/models", server.url(), "2026-11-22");
  }

  private SourceReader reader() {
    return reader(Duration.ofSeconds(2));
  }

  private SourceReader reader(Duration timeout) {
    return new SourceReader(timeout, 1_000_000, new PrintStream(progress, true, UTF_8));
  }
}
