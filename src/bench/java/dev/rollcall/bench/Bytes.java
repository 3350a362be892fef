package dev.rollcall.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What Rollcall answers, as files for the other servers to send the same.
 *
 * @param directory holds plain.body, gzip.body and the headers of each; also what nginx sends
 * @param plain how many bytes the list has
 * @param gzip how many it has with gzip
 */
record Bytes(Path directory, int plain, int gzip) {

  static final String PATH = "/v1/models";

  private static final String[] GZIP = {"Accept-Encoding", "gzip"};

  static Bytes of(BenchSettings settings, Target service) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(settings.directory(), "bytes");
    Path served = Files.createDirectories(directory.resolve("v1")).resolve("models");
    HttpResponse<byte[]> plain = HttpGet.get(service.port(), PATH);
    // The first who wants gzip makes it.
    HttpResponse<byte[]> gzip = HttpGet.get(service.port(), PATH, GZIP);
    write(directory, "plain", plain);
    write(directory, "gzip", gzip);
    Files.write(served, plain.body());
    Files.write(served.resolveSibling("models.gz"), gzip.body());
    return new Bytes(directory, plain.body().length, gzip.body().length);
  }

  /** The line of a request that has the list already as this server sends it. */
  static String ifNoneMatch(Target server) throws IOException, InterruptedException {
    return "If-None-Match: " + HttpGet.get(server.port(), PATH).headers().firstValue("etag").get();
  }

  /**
   * Sees to it that the servers do the same.
   *
   * @throws IllegalStateException when one does not
   */
  void check(Target... servers) throws IOException, InterruptedException {
    for (Target server : servers) {
      check(server, "plain", HttpGet.get(server.port(), PATH));
      check(server, "gzip", HttpGet.get(server.port(), PATH, GZIP));
      String[] known = ifNoneMatch(server).split(": ");
      int status = HttpGet.get(server.port(), PATH, known).statusCode();
      if (status != 304) {
        throw new IllegalStateException(server.name() + " answers " + status + " instead of 304");
      }
    }
  }

  private void check(Target server, String name, HttpResponse<byte[]> answer) throws IOException {
    byte[] expected = Files.readAllBytes(directory.resolve(name + ".body"));
    if (answer.statusCode() != 200 || !Arrays.equals(answer.body(), expected)) {
      throw new IllegalStateException(server.name() + " does not send the same bytes");
    }
  }

  private static void write(Path directory, String name, HttpResponse<byte[]> answer)
      throws IOException {
    Files.write(directory.resolve(name + ".body"), answer.body());
    List<String> lines =
        answer.headers().map().entrySet().stream()
            .flatMap(
                header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
            .toList();
    Files.write(directory.resolve(name + ".headers"), lines);
  }
}
