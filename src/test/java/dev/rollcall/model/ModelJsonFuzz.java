package dev.rollcall.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rollcall.testing.FuzzInput;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Whatever another node answers is read, or refused as an illegal argument. */
class ModelJsonFuzz {

  @FuzzTest
  void readsOrRefuses(byte[] bytes) {
    FuzzInput input = new FuzzInput(bytes);
    Consumer<JsonObject> reader =
        input.choose(
            List.of(
                ModelJsonFuzz::list,
                json -> same(json, ModelJson::statuses, ModelJson::toJson),
                json -> same(json, ModelJson::change, ModelJson::toJson),
                json -> same(json, ModelJson::status, ModelJson::toJson)));
    JsonObject json;
    try {
      json = new JsonObject(input.text());
    } catch (DecodeException | ClassCastException noObject) {
      return;
    }
    try {
      reader.accept(json);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
      assertThat(refused.getMessage()).hasSizeLessThan(200).doesNotContain(FuzzInput.MARK);
    }
  }

  private static void list(JsonObject json) {
    ModelList list = ModelJson.list(json, 1, CacheStatus.HIT);
    assertThat(list.data().size() + list.providers().size()).isLessThan(json.encode().length());
    same(json, source -> ModelJson.list(source, 1, CacheStatus.HIT), ModelJson::toJson);
  }

  /** What is written of what was read says the same when it is read and written again. */
  private static <T> void same(
      JsonObject json, Function<JsonObject, T> read, Function<T, JsonObject> write) {
    String written = write.apply(read.apply(json)).encode();
    assertThat(write.apply(read.apply(new JsonObject(written))).encode()).isEqualTo(written);
  }
}
