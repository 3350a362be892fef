package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://h, http://h",
    "HTTPS://h/, https://h",
    "http://my_vllm:8000/v1//, http://my_vllm:8000/v1",
    "http://[::1]:80/a/b, http://[::1]:80/a/b",
    "http://127.0.0.1, http://127.0.0.1"
  })
  void takesUrlsOfServersAndDropsTrailingSlashes(String text, String url) {
    assertThat(BaseUrl.parse(text)).isEqualTo(url);
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void takesALongRowOfSlashes() {
    String path = "/".repeat(300_000) + "x";

    assertThat(BaseUrl.parse("http://h" + path + "//")).isEqualTo("http://h" + path);
  }

  @ParameterizedTest
  @CsvSource({
    "myhost, http://myhost:11434",
    "myhost:80, http://myhost:80",
    "0.0.0.0, http://127.0.0.1:11434",
    "0.0.0.0:1, http://127.0.0.1:1",
    ":1, http://127.0.0.1:1",
    "::, http://[::1]:11434",
    "[::]:1, http://[::1]:1",
    "http://0.0.0.0:1/, http://127.0.0.1:1",
    "0.0.0.0.example, http://0.0.0.0.example:11434",
    "https://ollama.example, https://ollama.example",
    "https://ollama.example/api/, https://ollama.example/api"
  })
  void understandsOllamasVariable(String variable, String url) {
    assertThat(BaseUrl.ofOllamaHost(variable)).isEqualTo(url);
  }

  @Test
  void onlyAServiceAndOnlyAnOllamaWithoutUrlLooksAtTheVariable() {
    Map<String, String> env = Map.of("OLLAMA_HOST", "box");
    JsonObject json =
        new JsonObject(
            """
            {"providers": {"ollama": {}, "two": {"type": "ollama", "base_url": "http://two"},
             "openai": {}}}
            """);

    Map<String, InstanceConfig> service =
        ConfigReader.service(Types.ALL, env::get, "/home/me").read(json).providers();
    Map<String, InstanceConfig> library =
        ConfigReader.library(Types.ALL, env::get).read(json).providers();

    assertThat(service.get("ollama").baseUrl()).isEqualTo("http://box:11434");
    assertThat(service.get("two").baseUrl()).isEqualTo("http://two");
    assertThat(service.get("openai").baseUrl()).isEqualTo(Types.OPENAI.baseUrl());
    assertThat(library.get("ollama").baseUrl()).isEqualTo(Types.OLLAMA.baseUrl());
  }
}
