package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogException;
import dev.rollcall.config.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is at a URL or in a file, within bounds of size and time. Redirects are not followed:
 * a source that has moved is for a person to look at.
 */
final class SourceReader {

  private static final int HTTP_OK = 200;

  private final Duration timeout;
  private final int maxBytes;
  private final PrintStream progress;
  private final HttpClient client;

  /**
   * Makes a reader.
   *
   * @param timeout for each whole answer
   * @param maxBytes of each
   * @param progress is told what is being read
   */
  SourceReader(Duration timeout, int maxBytes, PrintStream progress) {
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.progress = progress;
    client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /** Whether this is the URL of a source, not a file. */
  static boolean isUrl(String place) {
    return place.startsWith("https://") || place.startsWith("http://");
  }

  /**
   * Reads a source.
   *
   * @throws CatalogException saying in a sentence why it cannot be read
   */
  byte[] read(String place) {
    progress.println("Reading " + place);
    FutureTask<byte[]> reading = new FutureTask<>(isUrl(place) ? get(place) : open(place));
    Thread reader = new Thread(reading, "source");
    reader.setDaemon(true);
    reader.start();
    try {
      return reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw unreadable(place, "it took longer than " + timeout.toSeconds() + " s", slow);
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      throw cause instanceof CatalogException known
          ? known
          : unreadable(place, reason(cause), failure);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw unreadable(place, "interrupted", ended);
    } finally {
      reading.cancel(true);
    }
  }

  private Callable<byte[]> get(String url) {
    return () -> {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Accept", "application/json")
              .header("User-Agent", "rollcall/" + Version.get())
              .build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != HTTP_OK) {
          throw unreadable(url, "the answer was HTTP " + answer.statusCode(), null);
        }
        return bounded(url, body);
      }
    };
  }

  private Callable<byte[]> open(String file) {
    return () -> {
      try (InputStream body = Files.newInputStream(Path.of(file))) {
        return bounded(file, body);
      }
    };
  }

  private byte[] bounded(String place, InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw unreadable(place, "it is larger than " + maxBytes + " bytes", null);
    }
    return bytes;
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (cause instanceof ConnectException) {
      return "no connection can be made";
    }
    String message = cause == null ? null : cause.getMessage();
    return message == null || cause instanceof IllegalArgumentException
        ? "it is no place to read from"
        : message.lines().findFirst().orElse("");
  }

  private static CatalogException unreadable(
      String place, String reason, @Nullable Throwable cause) {
    String sentence = place + " cannot be read: " + reason + ".";
    return cause == null ? new CatalogException(sentence) : new CatalogException(sentence, cause);
  }
}
