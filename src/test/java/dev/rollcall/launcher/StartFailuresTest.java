package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ServerConfig;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartFailuresTest {

  private static final ServerConfig SERVER = new ServerConfig("127.0.0.1", 80);

  @Test
  void tellsEachMistakeAndTheFileItIsIn() {
    ConfigException failure =
        new ConfigException(
            List.of(
                new ConfigException.Mistake("a", "a is one"),
                new ConfigException.Mistake("b", "b is another")));

    assertThat(StartFailures.sentences(failure, "c.yml", null))
        .containsExactly("c.yml: a is one", "c.yml: b is another");
    assertThat(StartFailures.sentences(ConfigException.of("there is no file"), null, null))
        .containsExactly("there is no file");
  }

  @Test
  void tellsWhyItCannotListen() {
    assertThat(listening(new BindException("Address already in use")))
        .isEqualTo("cannot listen on 127.0.0.1:80: the port is taken");
    assertThat(listening(new IllegalStateException(new BindException("Permission denied"))))
        .isEqualTo("cannot listen on 127.0.0.1:80: that port needs more rights");
    assertThat(listening(new BindException("Cannot assign requested address")))
        .isEqualTo("cannot listen on 127.0.0.1:80: this machine does not have that address");
    assertThat(listening(new UnknownHostException("x")))
        .isEqualTo("cannot listen on 127.0.0.1:80: there is no such address");
  }

  @Test
  void tellsAnythingElseOnOneLine() {
    assertThat(listening(new IllegalStateException("a\n  b"))).isEqualTo("cannot start: a b");
    assertThat(listening(new IllegalStateException()))
        .isEqualTo("cannot start: IllegalStateException");
  }

  private static String listening(Throwable failure) {
    List<String> sentences = StartFailures.sentences(failure, "c.yml", SERVER);
    assertThat(sentences).hasSize(1);
    return sentences.get(0);
  }
}
