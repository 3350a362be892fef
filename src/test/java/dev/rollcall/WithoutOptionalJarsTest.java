package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The library in a JVM without the jars that only some need. */
@Timeout(60)
class WithoutOptionalJarsTest {

  private static final Pattern OPTIONAL =
      Pattern.compile(
          "<artifactId>([^<]+)</artifactId>\\s*(?:<version>[^<]*</version>\\s*)?"
              + "(?:<scope>[^<]*</scope>\\s*)?<optional>true</optional>");

  /** What optional jars bring with them. */
  private static final List<String> THEIRS = List.of("micrometer", "prometheus", "HdrHistogram");

  @Test
  void servesEverythingButMetrics(@TempDir Path directory) throws Exception {
    Path printed = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Library.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();

    assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(printed))
        .contains("/v1/models 200", "/health/ready 200", "/openapi.yaml 200", "/metrics 501")
        .doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    assertThat(process.exitValue()).isZero();
  }

  private static String classPath() throws Exception {
    List<String> optional =
        Stream.concat(
                THEIRS.stream(),
                OPTIONAL
                    .matcher(Files.readString(Path.of("pom.xml")))
                    .results()
                    .map(found -> found.group(1)))
            .toList();
    assertThat(optional).contains("micrometer-core", "langchain4j-core", "snakeyaml");
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                optional.stream()
                    .noneMatch(jar -> Path.of(entry).getFileName().toString().startsWith(jar)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** An application that has Rollcall inside and prints how its endpoints answer. */
  static final class Library {

    private Library() {}

    public static void main(String[] args) throws Exception {
      Vertx vertx = Vertx.vertx();
      JsonObject config =
          new JsonObject()
              .put("server", new JsonObject().put("port", 0))
              .put(
                  "providers",
                  new JsonObject().put("openai", new JsonObject().put("enabled", true)));
      Rollcall rollcall = Rollcall.deploy(vertx, config).await(20, TimeUnit.SECONDS);
      WebClient client = WebClient.create(vertx);
      for (String path : List.of("/v1/models", "/health/ready", "/openapi.yaml", "/metrics")) {
        HttpResponse<?> response =
            client
                .get(rollcall.port().orElseThrow(), "127.0.0.1", path)
                .send()
                .await(20, TimeUnit.SECONDS);
        System.out.println(path + " " + response.statusCode());
      }
      // What frameworks do with classes they are given.
      System.out.println(Rollcall.class.getDeclaredMethods().length + " methods");
      System.out.println(RollcallVerticle.class.getDeclaredMethods().length + " methods");
      rollcall.close().await(20, TimeUnit.SECONDS);
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }
}
