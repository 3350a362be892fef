package dev.rollcall.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.model.ModelFacts;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListFileTest {

  private static final StoredList LIST =
      StoredLists.of("acme", List.of(ModelFacts.of("a").name("A é").build(), models(1), models(2)));

  private static ModelFacts models(int number) {
    return StoredLists.models(number + 1).get(number);
  }

  @Test
  void readsBackWhatItWrote() throws ListFileException {
    assertThat(ListFile.read(ListFile.write(LIST))).isEqualTo(LIST);
    assertThat(ListFile.read(ListFile.write(LIST.unlisted())).listed()).isFalse();
    StoredList empty = StoredLists.of("acme");
    assertThat(ListFile.read(ListFile.write(empty))).isEqualTo(empty);
  }

  @Test
  void isAHeaderAndAModelALine() throws ListFileException {
    List<String> lines = new String(ListFile.write(LIST), UTF_8).lines().toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .matches(
            """
            \\{"sha256":"[0-9a-f]{64}","format":"rollcall-list","version":1,"instance":"acme",\
            "type":"acme","salt":"00ff","fingerprint":"aa11","fetched_at":1795336200123,\
            "skipped":2,"builtin":false,"listed":true,"allow":\\["a\\*"],"deny":\\[],"seq":42,\
            "models":3}""");
    assertThat(lines.get(1)).isEqualTo("{\"native_id\":\"a\",\"name\":\"A é\"}");
  }

  @Test
  void takes20000Models() throws ListFileException {
    StoredList many = StoredLists.of("acme", StoredLists.models(20_000));
    byte[] bytes = ListFile.write(many);

    assertThat(bytes.length).isLessThan(ListFile.MAX_BYTES / 2);
    assertThat(ListFile.read(bytes)).isEqualTo(many);
  }

  @Test
  void refusesAFileThatEndsAnywhereButAtItsEnd() throws ListFileException {
    byte[] bytes = ListFile.write(LIST);
    for (int length = 0; length < bytes.length; length++) {
      refuses(Arrays.copyOf(bytes, length));
    }
    refuses(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Test
  void refusesAFileWithAnyBitFlipped() throws ListFileException {
    byte[] bytes = ListFile.write(LIST);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      refuses(bytes);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(ListFile.read(bytes)).isEqualTo(LIST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                               | it ends too early",
        "`\n`                                             | a line is no JSON object",
        "`null\n`                                         | a line is no JSON object",
        "`[]\n`                                           | a line is no JSON object",
        "`7\n`                                            | a line is no JSON object",
        "`{}\n`                                           | it is no list of Rollcall's",
        "`{\"object\":\"list\",\"data\":[]}\n`              | it is no list of Rollcall's",
        "`{\"format\":7}\n`                               | it is no list of Rollcall's",
        "`{\"format\":\"rollcall-list\",\"version\":2}\n` | it is of another version of Rollcall",
        "`{\"format\":\"rollcall-list\",\"version\":1}\n` | its checksum is wrong",
        "`{\"format\":\"rollcall-list\"}\n`               | its header has no usable version"
      })
  void saysWhatIsWrongWithWhatIsNoList(String text, String reason) {
    assertThatExceptionOfType(ListFileException.class)
        .isThrownBy(() -> ListFile.read(text.getBytes(UTF_8)))
        .withMessage(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"models\":1            | \"models\":2            | it ends too early",
        "\"models\":1            | \"models\":0            | it has more lines than its header counts",
        "\"models\":1            | \"models\":1e0          | its header has no usable models",
        "\"models\":1            | \"models\":100001       | its header has no usable models",
        "\"models\":1            | \"models\":-1           | its header has no usable models",
        "\"seq\":42              | \"seq\":9223372036854775807 | its header has no usable seq",
        "\"seq\":42              | \"seq\":92233720368547758070 | its header has no usable seq",
        "\"fetched_at\":17       | \"fetched_at\":9917       | its header has no usable fetched_at",
        "\"listed\":true         | \"listed\":1            | its header has no usable listed",
        "\"salt\":\"00ff\"       | \"salt\":null           | its header has no usable salt",
        "\"allow\":[\"a*\"]      | \"allow\":[1]           | its header has no usable allow",
        "\"native_id\":\"a\"     | \"native_id\":7         | a field is missing",
        "{\"native_id\":\"a\"}   | []                    | a line is no JSON object",
        "{\"native_id\":\"a\"}   | {\"native_id\":         | a line is no JSON object"
      })
  void refusesWhatOnlyItsChecksumSpeaksFor(String here, String there, String reason)
      throws ListFileException {
    String text = new String(ListFile.write(StoredLists.of("acme", "a")), UTF_8);
    String changed = text.substring(text.indexOf("\"format\"")).replace(here, there);
    assertThat(text).contains(here);

    assertThatExceptionOfType(ListFileException.class)
        .isThrownBy(() -> ListFile.read(ListFile.seal(changed.getBytes(UTF_8))))
        .withMessage(reason);
  }

  @Test
  void refusesDeepNestingAndLongLinesAndWhatIsTooLarge() {
    refuses(("{\"a\":" + "[".repeat(100_000) + "\n").getBytes(UTF_8));
    refuses(("{\"a\":\"" + "x".repeat(ListFile.MAX_LINE_BYTES) + "\"}\n").getBytes(UTF_8));
    assertThatExceptionOfType(ListFileException.class)
        .isThrownBy(() -> ListFile.read(new byte[ListFile.MAX_BYTES + 1]))
        .withMessage("it is larger than 32 MiB");
  }

  @Test
  void writesNothingThatItWouldNotRead() {
    ModelFacts wide = ModelFacts.of("a").name("x".repeat(ListFile.MAX_LINE_BYTES)).build();
    ModelFacts half = ModelFacts.of("a").name("x".repeat(ListFile.MAX_LINE_BYTES / 2)).build();
    for (List<ModelFacts> models :
        List.of(
            List.of(wide),
            Collections.nCopies(65, half),
            Collections.nCopies(ListFile.MAX_MODELS + 1, models(1)))) {
      assertThatExceptionOfType(ListFileException.class)
          .isThrownBy(() -> ListFile.write(StoredLists.of("acme", models)))
          .withMessage("the list is too large for a file");
    }
  }

  @Test
  void aListDoesNotPrintWhoseItIs() {
    assertThat(LIST.toString()).doesNotContain("00ff", "aa11");
  }

  private static void refuses(byte[] bytes) {
    assertThatExceptionOfType(ListFileException.class).isThrownBy(() -> ListFile.read(bytes));
  }
}
