package dev.rollcall.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutTest {

  private static final List<ModelInfo> MODELS =
      List.of(model("a", "1"), model("a", "2/x"), model("b", "1"), model("b", "3ß"));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # limit, offset, after, before, ids of the page,     has_more
          -,       0,      -,     -,      a/1 a/2/x b/1 b/3ß, false
          2,       0,      -,     -,      a/1 a/2/x,          true
          4,       0,      -,     -,      a/1 a/2/x b/1 b/3ß, false
          2,       3,      -,     -,      b/3ß,               false
          2,       4,      -,     -,      '',                 false
          2,       99,     -,     -,      '',                 false
          2,       0,      a/1,   -,      a/2/x b/1,          true
          2,       0,      b/3ß,  -,      '',                 false
          2,       0,      -,     b/3ß,   a/2/x b/1,          true
          2,       0,      -,     b/1,    a/1 a/2/x,          false
          2,       0,      -,     a/1,    '',                 false
          """)
  void givesThePartThatIsAskedFor(
      @Nullable Integer limit,
      int offset,
      @Nullable String after,
      @Nullable String before,
      String ids,
      boolean hasMore) {
    Page page = new Cut(limit, offset, after, before, "cursor").of(MODELS, Ids.QUALIFIED);

    assertThat(String.join(" ", page.models().stream().map(ModelInfo::id).toList())).isEqualTo(ids);
    assertThat(page.hasMore()).isEqualTo(hasMore);
    assertThat(page.total()).isEqualTo(4);
  }

  @Test
  void tokensLeadThroughAllPages() {
    for (Ids ids : Ids.values()) {
      List<String> seen = new ArrayList<>();
      String token = null;
      do {
        Page page = Cut.token(1, token, "pageToken").of(ids.distinct(MODELS), ids);
        seen.add(ids.of(page.models().get(0)));
        token = page.token();
      } while (token != null);
      assertThat(seen).isEqualTo(ids.distinct(MODELS).stream().map(ids::of).toList());
    }
  }

  @Test
  void listsEachNativeIdOnce() {
    assertThat(Ids.NATIVE.distinct(MODELS))
        .containsExactly(MODELS.get(0), MODELS.get(1), MODELS.get(3));
  }

  @ParameterizedTest
  @CsvSource({"%", "a", "_w", "YS9ub25l", "YS8x=YS8x"})
  void refusesTokensThatItDidNotGive(String token) {
    assertThatThrownBy(() -> Cut.token(1, token, "pageToken").of(MODELS, Ids.QUALIFIED))
        .hasMessage("pageToken names no model of this list");
  }

  private static ModelInfo model(String provider, String nativeId) {
    return new ModelInfo(provider, "openai", Source.LIVE, ModelFacts.of(nativeId).build(), null);
  }
}
