package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {

  @TempDir Path directory;
  private Path named;
  private Path variable;
  private Path ofUser;
  private Path ofLauncher;

  @BeforeEach
  void writeThemAll() throws IOException {
    named = write("named file.yml");
    variable = write("variable.yml");
    ofUser = write("home/.rollcall/config.yml");
    ofLauncher = write("app/conf/rollcall.yml");
  }

  @Test
  void takesTheFirstThatIsThere() throws IOException {
    Map<String, String> env = Map.of("ROLLCALL_CONFIG", variable.toString());

    assertThat(find(named.toString(), env).file()).isEqualTo(named);
    assertThat(find(null, env).file()).isEqualTo(variable);
    assertThat(find(null, Map.of("ROLLCALL_CONFIG", "")).file()).isEqualTo(ofUser);
    Files.delete(ofUser);
    assertThat(find(null, Map.of()).file()).isEqualTo(ofLauncher);
    Files.delete(ofLauncher);
    assertThat(find(null, Map.of())).isEqualTo(new ConfigSource(null));
    assertThat(ConfigSource.textInJar()).contains("providers:");
  }

  @Test
  void looksForNoFileOfAUserWithoutAHome() {
    assertThat(ConfigSource.find(null, Map.<String, String>of()::get, null, null))
        .isEqualTo(new ConfigSource(null));
  }

  @Test
  void aNamedFileHasToBeThere() {
    Path none = directory.resolve("none.yml");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> find(none.toString(), Map.of()))
        .withMessage("there is no configuration file " + none);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> find(null, Map.of("ROLLCALL_CONFIG", none.toString())))
        .withMessage("there is no configuration file " + none);
  }

  @Test
  void refusesWhatIsNoFileOrTooLarge() throws IOException {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> find(directory.toString(), Map.of()))
        .withMessage("the configuration " + directory + " is not a file");
    Files.writeString(named, "#".repeat(1024 * 1024 + 1));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> find(named.toString(), Map.of()))
        .withMessage("the configuration file " + named + " is larger than 1 MB");
  }

  private ConfigSource find(String argument, Map<String, String> env) {
    return ConfigSource.find(
        argument,
        env::get,
        directory.resolve("home").toString(),
        directory.resolve("app").toString());
  }

  private Path write(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "# nothing\n");
  }
}
