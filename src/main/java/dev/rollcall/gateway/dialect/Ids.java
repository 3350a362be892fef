package dev.rollcall.gateway.dialect;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.WireName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** By which ids models are listed. */
public enum Ids implements WireName {
  /** {@code <instance>/<native id>}, which is every model's own. */
  QUALIFIED,
  /** The provider's id. Of models that share one, the first is listed. */
  NATIVE;

  /**
   * Reads the parameter {@code ids}.
   *
   * @throws RequestFailure 400 when it is something else
   */
  public static Ids of(Parameters sent) {
    String value = sent.one("ids");
    return value == null
        ? QUALIFIED
        : WireName.find(Ids.class, value)
            .orElseThrow(() -> RequestFailure.badParameter("ids", "ids is native or qualified"));
  }

  /** The model's id. */
  public String of(ModelInfo model) {
    return this == QUALIFIED ? model.id() : model.facts().nativeId();
  }

  /** The models, each id once. */
  public List<ModelInfo> distinct(List<ModelInfo> models) {
    return distinct(models, Function.identity());
  }

  /** What stands for models, each id once. */
  <T> List<T> distinct(List<T> rows, Function<T, ModelInfo> model) {
    if (this == QUALIFIED) {
      return rows;
    }
    Set<String> seen = new HashSet<>();
    return rows.stream().filter(row -> seen.add(of(model.apply(row)))).toList();
  }
}
