package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.ModelPage;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList.Page;
import dev.rollcall.model.ModelOrder;
import dev.rollcall.model.ModelQuery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelPageTest {

  private static final List<ModelInfo> MODELS =
      Samples.live("p", "openai", "c", "a", "e", "b", "d").models();

  @Test
  void givesAllInConfiguredOrderWithoutAPage() {
    ModelPage<ModelInfo> all = page(ModelQuery.builder());

    assertThat(all.data()).isEqualTo(MODELS);
    assertThat(all.page()).isNull();
  }

  @Test
  void beginsAtTheFirst() {
    ModelPage<ModelInfo> first = page(ModelQuery.builder().limit(2));

    assertThat(ids(first)).containsExactly("p/c", "p/a");
    assertThat(first.page()).isEqualTo(new Page(5, true, "p/c", "p/a"));
  }

  @Test
  void goesOnAfterTheCursor() {
    ModelPage<ModelInfo> last = page(ModelQuery.builder().limit(3).after("p/e"));

    assertThat(ids(last)).containsExactly("p/b", "p/d");
    assertThat(last.page()).isEqualTo(new Page(5, false, "p/b", "p/d"));
  }

  @Test
  void givesTheRestWithoutALimit() {
    assertThat(ids(page(ModelQuery.builder().after("p/a")))).containsExactly("p/e", "p/b", "p/d");
  }

  @Test
  void isEmptyAfterTheLast() {
    ModelPage<ModelInfo> empty = page(ModelQuery.builder().limit(3).after("p/d"));

    assertThat(empty.data()).isEmpty();
    assertThat(empty.page()).isEqualTo(new Page(5, false, null, null));
  }

  @Test
  void hasNoMoreWhenTheLimitIsTheRest() {
    assertThat(page(ModelQuery.builder().limit(5)).page().hasMore()).isFalse();
    assertThat(page(ModelQuery.builder().limit(Integer.MAX_VALUE).after("p/c")).data()).hasSize(4);
  }

  @Test
  void pagesThroughTheOrderAskedFor() {
    List<String> seen = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      ModelPage<ModelInfo> page =
          page(
              ModelQuery.builder()
                  .order(new ModelOrder(ModelOrder.Key.ID, true))
                  .limit(2)
                  .after(after));
      seen.addAll(ids(page));
      after = page.page().lastId();
      more = page.page().hasMore();
    }

    assertThat(seen).containsExactly("p/e", "p/d", "p/c", "p/b", "p/a");
  }

  @Test
  void countsWhatMatchesOnly() {
    ModelPage<ModelInfo> page = page(ModelQuery.builder().q("p/a").limit(1));

    assertThat(page.page()).isEqualTo(new Page(1, false, "p/a", "p/a"));
  }

  @Test
  void refusesACursorThatIsNotInTheList() {
    for (String cursor : List.of("p/nowhere", "", "p/b")) {
      assertThatThrownBy(() -> page(ModelQuery.builder().q("p/a").after(cursor)))
          .isInstanceOfSatisfying(
              RequestFailure.class,
              failure -> {
                assertThat(failure.status()).isEqualTo(400);
                assertThat(failure.code()).isEqualTo("invalid_cursor");
                assertThat(failure.param()).isEqualTo("after");
              });
    }
  }

  private static ModelPage<ModelInfo> page(ModelQuery.Builder query) {
    return ModelPage.of(query.build(), MODELS.stream());
  }

  private static List<String> ids(ModelPage<ModelInfo> page) {
    return page.data().stream().map(ModelInfo::id).toList();
  }
}
