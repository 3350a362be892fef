package dev.rollcall.gateway.dialect;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.gateway.encoding.Frame;
import dev.rollcall.model.ModelInfo;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one vendor's API lists models. Everything here is pure: an entry depends on its model and on
 * the ids that are wanted, and on nothing else of a request, so that it need be encoded only once.
 */
public interface Dialect {

  /** What stands around OpenAI's entries. */
  Frame OPENAI = new Frame("{\"object\":\"list\",\"data\":[", "]}");

  /** What all its paths begin with: a slash and a name. */
  String prefix();

  /** What is there. */
  List<Resource> resources();

  /**
   * The values that Rollcall's own query parameter of this name has. A parameter that the vendor
   * has too means what it means there.
   */
  default List<String> filter(String name, Parameters sent) {
    return sent.all(name);
  }

  /**
   * By which ids models are listed.
   *
   * @throws RequestFailure 400 when the parameter has another value
   */
  default Ids ids(Parameters sent) {
    return Ids.of(sent);
  }

  /**
   * The part of the list that is asked for.
   *
   * @throws RequestFailure 400 when a value cannot be
   */
  default Cut cut(Parameters sent) {
    return Cut.plain(sent);
  }

  /** The model as an element of the list; null leaves it out, because it cannot be said here. */
  @Nullable JsonObject entry(ModelInfo model, Ids ids);

  /** The name of an entry where a list is an object; null where it is an array. */
  default @Nullable String key(ModelInfo model, Ids ids) {
    return null;
  }

  /** What stands between two entries. */
  default String between(ModelInfo one, ModelInfo next) {
    return ",";
  }

  /** What stands before and after the entries of a page; OpenAI's unless the vendor has its own. */
  default Frame frame(Page page) {
    return OPENAI;
  }

  /** The body of an error; null where it is OpenAI's, which is Rollcall's own. */
  default @Nullable JsonObject error(RequestFailure failure) {
    return null;
  }

  /** Headers that go with the body of an error. */
  default Map<String, String> errorHeaders(JsonObject error) {
    return Map.of();
  }
}
