package dev.rollcall.gateway.encoding;

import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelQuery;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list as it is asked for: of which models, and in which shape. Of the same parts, two that are
 * equal list the same.
 */
public interface View {

  /** The shape of its entries. */
  Shape shape();

  /** Which instances it is about. */
  ModelQuery query();

  /** Whether it is made again when something changes, before anybody asks for it. */
  boolean isRenewed();

  /**
   * What stands around the entries when it lists all that there is, as that stands there; null when
   * it lists something else.
   */
  @Nullable Frame whole(Parts parts);

  /**
   * What it lists of these.
   *
   * @param rows every model of the parts, in order
   * @param model gives the model of a row
   * @throws dev.rollcall.bus.RequestFailure 400 when its cursor is none of them
   */
  <T> Excerpt<T> excerpt(Parts parts, List<T> rows, Function<T, ModelInfo> model);

  /**
   * A part of a list.
   *
   * @param frame what stands around it
   */
  record Excerpt<T>(List<T> rows, Frame frame) {}
}
