package dev.rollcall.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.Route;
import dev.rollcall.testing.FakeProvider;
import dev.rollcall.testing.FakeTime;
import dev.rollcall.vendor.OpenAiRows;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only small answers are read on the event loop. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class ReadingThreadTest {

  private final List<Boolean> onEventLoop = new CopyOnWriteArrayList<>();

  @Test
  void largeAndCompressedAnswersAreReadOnAWorker(Vertx vertx) throws Exception {
    FakeProvider provider = FakeProvider.start(vertx);
    ProviderType openAi = ProviderType.of("openai").orElseThrow();
    ProviderType type = new ProviderType(openAi.spec(), openAi.auth(), new Watched());
    AskedProvider asked =
        AskedProvider.deploy(vertx, new FakeTime(vertx), type, provider.url(), Route.DIRECT);

    provider.list("a");
    asked.list();
    provider.list("a", "b".repeat(65 * 1024));
    asked.list();
    provider.handle(
        request ->
            request
                .response()
                .putHeader("Content-Encoding", "gzip")
                .end(gzip("{\"data\":[{\"id\":\"a\"}]}")));
    asked.list();

    assertThat(onEventLoop).containsExactly(true, false, false);
  }

  private static Buffer gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** OpenAI's list, noting where it is read. */
  private final class Watched extends ModelsApi {
    Watched() {
      super(new OpenAiRows());
    }

    @Override
    JsonArray entries(Object body) {
      onEventLoop.add(Context.isOnEventLoopThread());
      return super.entries(body);
    }
  }
}
