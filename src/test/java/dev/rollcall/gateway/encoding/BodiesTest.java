package dev.rollcall.gateway.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelOrder;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Source;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("varargs") // lists are only read
class BodiesTest {

  private final List<String> encoded = new CopyOnWriteArrayList<>();
  private final List<String> threads = new CopyOnWriteArrayList<>();
  private final Bodies bodies = new Bodies(8, 1_000_000);

  private final Shape shape =
      new Shape() {
        @Override
        public byte @Nullable [] entry(ModelInfo model) {
          encoded.add(model.id());
          threads.add(Thread.currentThread().getName());
          return model.id().endsWith("hidden") ? null : model.id().getBytes(UTF_8);
        }

        @Override
        public String between(ModelInfo one, ModelInfo next) {
          return next.provider().equals("apart") ? "|" : ",";
        }
      };

  /** All between brackets, and behind a page how many there are. */
  private record Ids(Shape shape, ModelQuery query) implements View {

    @Override
    public boolean isRenewed() {
      return query.isWhole();
    }

    @Override
    public @Nullable Frame whole(Parts parts) {
      return query.isWhole() ? new Frame("[", "]") : null;
    }

    @Override
    public <T> Excerpt<T> excerpt(Parts parts, List<T> rows, Function<T, ModelInfo> model) {
      ModelPage<T> page = ModelPage.of(query, rows, model);
      return new Excerpt<>(
          page.data(), new Frame("[", page.page() == null ? "]" : "] of " + page.page().total()));
    }
  }

  @Test
  void encodesOnlyTheInstanceThatHasChanged() {
    List<ModelInfo> one = models("one", "a", "b");
    assertThat(text(ModelQuery.ALL, one, models("two", "c"))).isEqualTo("[one/a,one/b,two/c]");
    encoded.clear();

    assertThat(text(ModelQuery.ALL, one, models("two", "d"))).isEqualTo("[one/a,one/b,two/d]");

    assertThat(encoded).containsExactly("two/d");
  }

  @Test
  void putsPagesAndFilteredListsTogetherFromWhatIsEncoded() {
    List<ModelInfo> one = models("one", "a", "ab", "b");
    List<ModelInfo> two = models("two", "ba", "c");
    text(ModelQuery.ALL, one, two);
    encoded.clear();

    assertThat(text(ModelQuery.builder().q("b").build(), one, two))
        .isEqualTo("[one/ab,one/b,two/ba]");
    assertThat(text(ModelQuery.builder().after("one/ab").limit(2).build(), one, two))
        .isEqualTo("[one/b,two/ba] of 5");

    assertThat(encoded).isEmpty();
  }

  @Test
  void putsCommasBetweenEntriesInWhateverOrderTheyCome() {
    List<ModelInfo> one = models("one", "a", "b", "c", "ab");
    List<ModelInfo> two = models("two", "b", "hidden");

    assertThat(text(ModelQuery.builder().q("b").build(), one, two))
        .isEqualTo("[one/b,one/ab,two/b]");
    assertThat(text(ModelQuery.builder().order(ModelOrder.parse("-id")).build(), one, two))
        .isEqualTo("[two/b,one/c,one/b,one/ab,one/a]");
  }

  @Test
  void letsGoOfWhatIsEncodedInShapesThatNobodyWantsAnyMore() {
    Bodies one = new Bodies(1, 1_000_000);
    Parts parts = parts(models("one", "a"));
    View view = new Ids(shape, ModelQuery.ALL);
    one.of(view, parts).result();
    one.retain(Set.of("one"));
    one.of(new Ids(model -> new byte[] {'x'}, ModelQuery.ALL), parts).result();
    one.of(view, parts).result();
    assertThat(encoded).containsExactly("one/a");

    one.of(new Ids(model -> new byte[] {'x'}, ModelQuery.ALL), parts).result();
    one.retain(Set.of("one"));
    one.of(view, parts).result();

    assertThat(encoded).containsExactly("one/a", "one/a");
  }

  @Test
  void putsBetweenInstancesWhatTheShapeHasThere() {
    List<ModelInfo> one = models("one", "a", "b");
    List<ModelInfo> apart = models("apart", "hidden", "a", "b");

    assertThat(text(ModelQuery.ALL, one, apart)).isEqualTo("[one/a,one/b|apart/a,apart/b]");
    assertThat(text(ModelQuery.builder().q("a").build(), one, apart))
        .isEqualTo("[one/a|apart/a,apart/b]");
  }

  @Test
  void leavesOutWhatAShapeDoesNotHave() {
    assertThat(
            text(
                ModelQuery.ALL,
                models("one", "hidden"),
                models("two", "hidden", "a", "hidden", "b")))
        .isEqualTo("[two/a,two/b]");
    assertThat(text(ModelQuery.ALL, models("one", "hidden"), List.of())).isEqualTo("[]");
  }

  @Test
  void givesTheSameBodyAsLongAsNothingChanges() {
    List<ModelInfo> one = models("one", "a");
    Body first = body(ModelQuery.ALL, one);

    assertThat(body(ModelQuery.ALL, one)).isSameAs(first);
    assertThat(body(ModelQuery.ALL, models("one", "a")))
        .isNotSameAs(first)
        .satisfies(
            again -> assertThat(again.plain().etag()).hasToString(first.plain().etag().toString()));
  }

  @Test
  void countsTheBytesOfWhatIsKeptAndOfNothingElse() {
    Bodies few = new Bodies(10, 20);
    List<ModelInfo> one = models("one", "a");
    ModelQuery filtered = ModelQuery.builder().q("o").build();
    Body kept = few.of(new Ids(shape, filtered), parts(one)).result();

    for (String changed : List.of("b", "c", "d")) {
      few.of(new Ids(shape, ModelQuery.ALL), parts(models("one", changed))).result();
      few.renew(query -> parts(models("one", "e")));
    }
    assertThat(few.of(new Ids(shape, filtered), parts(one)).result()).isSameAs(kept);

    few.of(new Ids(shape, ModelQuery.builder().q("on").build()), parts(one)).result();
    few.of(new Ids(shape, ModelQuery.builder().q("one").build()), parts(one)).result();
    assertThat(few.of(new Ids(shape, filtered), parts(one)).result()).isNotSameAs(kept);
  }

  @Test
  void makesWholeListsAnewBeforeTheyAreAskedFor() {
    body(ModelQuery.ALL, models("one", "a"));
    body(ModelQuery.builder().q("a").build(), models("one", "a"));
    List<ModelInfo> changed = models("one", "a2");
    encoded.clear();

    bodies.renew(query -> parts(changed));
    bodies.renew(query -> parts(changed));
    bodies.retain(Set.of("one"));

    assertThat(encoded).containsExactly("one/a2");
    assertThat(text(ModelQuery.ALL, changed)).isEqualTo("[one/a2]");
    assertThat(encoded).hasSize(1);
  }

  @Test
  void encodesManyModelsOffTheEventLoop() throws Exception {
    Vertx vertx = Vertx.vertx();
    List<ModelInfo> many =
        models("one", IntStream.range(0, 501).mapToObj(i -> "m" + i).toArray(String[]::new));
    List<Future<Body>> asked = new ArrayList<>();
    Promise<Void> done = Promise.promise();
    vertx.runOnContext(
        go -> {
          for (int i = 0; i < 20; i++) {
            asked.add(bodies.of(new Ids(shape, ModelQuery.ALL), parts(many)));
          }
          Future.all(asked).<Void>mapEmpty().onComplete(done);
        });
    done.future().await(10, TimeUnit.SECONDS);

    assertThat(encoded).hasSize(501);
    assertThat(threads).allMatch(thread -> thread.contains("worker"));
    assertThat(asked).allMatch(body -> body.result() == asked.get(0).result());
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @SafeVarargs
  private String text(ModelQuery query, List<ModelInfo>... lists) {
    return body(query, lists).plain().bytes().toString();
  }

  @SafeVarargs
  private Body body(ModelQuery query, List<ModelInfo>... lists) {
    return bodies.of(new Ids(shape, query), parts(lists)).result();
  }

  @SafeVarargs
  private static Parts parts(List<ModelInfo>... lists) {
    return new Parts(List.of(lists), List.of());
  }

  private static List<ModelInfo> models(String provider, String... ids) {
    return List.of(ids).stream()
        .map(id -> new ModelInfo(provider, "openai", Source.LIVE, ModelFacts.of(id).build(), null))
        .toList();
  }
}
