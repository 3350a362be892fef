package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rollcall.testing.FuzzInput;
import java.util.List;

/** Files of lists, whatever the disk made of them: a list that can be written again, or none. */
class ListFileFuzz {

  @FuzzTest
  void readsOrRefuses(byte[] bytes) throws ListFileException {
    FuzzInput input = new FuzzInput(bytes);
    boolean sealed = input.choose(List.of(true, false));
    byte[] file = sealed ? ListFile.seal(input.rest()) : input.rest();
    StoredList list;
    try {
      list = ListFile.read(file);
    } catch (ListFileException refused) {
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(200);
      assertThat(refused.getMessage()).doesNotContain(FuzzInput.MARK);
      return;
    }
    assertThat(list.models().size()).isLessThan(bytes.length);
    byte[] written = ListFile.write(list);
    assertThat(ListFile.write(ListFile.read(written))).isEqualTo(written);
  }
}
