package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.BusApp;
import com.example.ModelsApp;
import dev.rollcall.provider.ProviderType;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what there is. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class ReadmeTest {

  @ParameterizedTest
  @ValueSource(strings = {"ModelsApp", "BusApp"})
  void showsTheExampleApplicationsAsTheyAre(String name) throws IOException {
    String source = Files.readString(Path.of("src/test/java/com/example/" + name + ".java"));

    assertThat(readme()).contains("```java\n" + source.strip() + "\n```");
  }

  @Test
  void theApplicationThatUsesJavaPrintsModels(Vertx vertx) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      vertx.deployVerticle(new ModelsApp()).await(20, TimeUnit.SECONDS);
    } finally {
      System.setOut(console);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .allMatch(line -> line.matches("openrouter/\\S+: \\d+ tokens"));
  }

  @Test
  void theApplicationThatUsesTheBusGetsModels(Vertx vertx) throws Exception {
    JsonObject list = BusApp.run(vertx).await(20, TimeUnit.SECONDS);

    assertThat(list.getInteger("total")).isGreaterThan(5);
    assertThat(list.getJsonArray("data")).hasSize(3);
  }

  @Test
  void namesEveryProviderTypeWithItsUrlAndKeyVariables() throws IOException {
    String readme = readme();
    for (var spec : ProviderType.specs()) {
      assertThat(readme).contains("| " + spec.name() + " |");
      assertThat(spec.keyVariables()).allMatch(readme::contains);
      if (spec.baseUrl() != null) {
        assertThat(readme).contains(spec.baseUrl());
      }
    }
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
