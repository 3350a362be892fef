package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.launcher.Arguments.Action;
import dev.rollcall.launcher.Arguments.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  @Test
  void servesByDefault() throws Exception {
    Arguments nothing = new Arguments(Action.SERVE, null, null, null);

    assertThat(Arguments.parse()).isEqualTo(nothing);
    assertThat(Arguments.parse("serve")).isEqualTo(nothing);
  }

  @Test
  void takesOptionsInBothForms() throws Exception {
    Arguments all = new Arguments(Action.SERVE, "a_b.yml", "::1", 0);

    assertThat(Arguments.parse("serve --config a_b.yml --host ::1 --port 0".split(" ")))
        .isEqualTo(all);
    assertThat(Arguments.parse("--port=0", "--host=::1", "--config=a_b.yml")).isEqualTo(all);
  }

  @Test
  void helpAndVersionWinOverTheRest() throws Exception {
    assertThat(Arguments.parse("serve", "--port", "1", "--help").action()).isEqualTo(Action.HELP);
    assertThat(Arguments.parse("-h").action()).isEqualTo(Action.HELP);
    assertThat(Arguments.parse("--version").action()).isEqualTo(Action.VERSION);
  }

  @Test
  void whatFollowsCatalogIsItsOwn() throws Exception {
    assertThat(Arguments.parse("catalog", "show", "gpt-5").action()).isEqualTo(Action.CATALOG);
    assertThat(Arguments.parse("catalog", "--help").action()).isEqualTo(Action.HELP);
  }

  @ParameterizedTest
  @CsvSource({
    "serve now, there is no argument 'now'; see --help",
    "start, there is no argument 'start'; see --help",
    "--verbose, there is no argument '--verbose'; see --help",
    "--port, --port needs a value",
    "--port=, --port needs a value",
    "--port=x, --port needs a number from 0 to 65535",
    "--port=65536, --port needs a number from 0 to 65535",
    "--port=-1, --port needs a number from 0 to 65535",
    "--transport=nio, there is no argument '--transport=nio'; see --help",
    "--config --port, --config needs a value",
    "--port 1 serve, there is no argument 'serve'; see --help"
  })
  void refusesWhatMakesNoSense(String line, String sentence) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Arguments.parse(line.split(" ")))
        .withMessage(sentence);
  }
}
