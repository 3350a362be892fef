package dev.rollcall.gateway.encoding;

import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a list is made of.
 *
 * @param models one list of models for each instance, in order
 * @param providers how the list sums up its instances
 */
public record Parts(List<List<ModelInfo>> models, List<ModelList.Summary> providers) {

  public Parts {
    models = List.copyOf(models);
    providers = List.copyOf(providers);
  }

  /** Whether the same is made of both: of the very same lists, because a change makes new ones. */
  public boolean areSame(Parts other) {
    if (models.size() != other.models.size()) {
      return false;
    }
    for (int i = 0; i < models.size(); i++) {
      if (models.get(i) != other.models.get(i)) {
        return false;
      }
    }
    return providers.equals(other.providers);
  }

  /** The models, one instance's after the other's. */
  public Stream<ModelInfo> stream() {
    return models.stream().flatMap(List::stream);
  }

  /** How many models there are. */
  public int size() {
    return models.stream().mapToInt(List::size).sum();
  }
}
