package dev.rollcall.gateway.encoding;

import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a list for one kind of client: entries, separated by commas, in a frame. One object
 * stands for one shape, because what is encoded is kept by it.
 */
public interface Shape {

  /** A model's entry in UTF-8; null leaves the model out. */
  byte @Nullable [] entry(ModelInfo model);

  /**
   * What stands around the entries.
   *
   * @param providers the instances that the list is about
   * @param page the list's place in the whole; null when it is the whole
   */
  Frame frame(List<ModelList.Summary> providers, ModelList.@Nullable Page page);

  /** What stands before the first entry and after the last, in UTF-8. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Frame(byte[] before, byte[] after) {}
}
