package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.model.ModelInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model that an id means: {@code <instance>/<native id>}, an alias within that instance,
 * or a bare native id or alias that only one instance has. An id is bare only when what stands
 * before its first slash is no instance, on or off, and no type. A slash at the end belongs to the
 * id as long as there is such an id.
 *
 * @param id as it was asked for
 * @param types the names of all provider types
 */
record ModelLookup(String id, Set<String> types) {

  private static final int MAX_CANDIDATES = 20;

  /** The instances that may have the model, in configured order; only ones that are on. */
  List<InstanceList> scope(Snapshot snapshot) {
    Set<InstanceList> scope = new LinkedHashSet<>();
    forms().forEach(form -> scope.addAll(scope(form, snapshot)));
    return List.copyOf(scope);
  }

  /**
   * The model.
   *
   * @throws RequestFailure 404 when there is none, 409 when a bare id means several
   */
  ModelInfo find(Snapshot snapshot) {
    for (String form : forms()) {
      List<ModelInfo> found = find(form, snapshot);
      if (found.size() == 1) {
        return found.get(0);
      }
      if (found.size() > 1) {
        throw ambiguous(form, found);
      }
    }
    throw notFound(snapshot);
  }

  /** The instance that the id names; null when the id is bare. */
  @Nullable InstanceList named(Snapshot snapshot) {
    return named(id, snapshot);
  }

  private List<String> forms() {
    return id.endsWith("/") ? List.of(id, id.substring(0, id.length() - 1)) : List.of(id);
  }

  private List<InstanceList> scope(String form, Snapshot snapshot) {
    InstanceList named = named(form, snapshot);
    if (named != null) {
      return named.status().enabled() ? List.of(named) : List.of();
    }
    return types.contains(qualifier(form)) ? List.of() : snapshot.enabled();
  }

  private List<ModelInfo> find(String form, Snapshot snapshot) {
    boolean bare = named(form, snapshot) == null;
    String nativeId = bare ? form : form.substring(form.indexOf('/') + 1);
    return scope(form, snapshot).stream()
        .flatMap(instance -> find(nativeId, instance).stream())
        .toList();
  }

  private static Optional<ModelInfo> find(String nativeId, InstanceList instance) {
    return instance.models().stream()
        .filter(model -> model.facts().nativeId().equals(nativeId))
        .findFirst()
        .or(
            () ->
                instance.models().stream()
                    .filter(model -> model.facts().aliases().contains(nativeId))
                    .findFirst());
  }

  private static @Nullable InstanceList named(String form, Snapshot snapshot) {
    String qualifier = qualifier(form);
    return qualifier.isEmpty() ? null : snapshot.instance(qualifier);
  }

  /** What stands before the first slash; empty when there is none. */
  private static String qualifier(String form) {
    return form.substring(0, Math.max(0, form.indexOf('/')));
  }

  private RequestFailure notFound(Snapshot snapshot) {
    InstanceList named = named(snapshot);
    String why =
        named == null || named.status().enabled()
            ? ""
            : ", because the provider '" + named.status().name() + "' is off";
    return new RequestFailure(
        404, "model_not_found", "there is no model " + RequestFailure.quoted(id) + why, "id");
  }

  private static RequestFailure ambiguous(String form, List<ModelInfo> found) {
    String candidates =
        found.stream().limit(MAX_CANDIDATES).map(ModelInfo::id).collect(Collectors.joining(", "));
    return new RequestFailure(
        409,
        "ambiguous_model",
        "several providers have the model "
            + RequestFailure.quoted(form)
            + "; ask for one of "
            + candidates,
        "id");
  }
}
