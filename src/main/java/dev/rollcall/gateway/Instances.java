package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.InstanceList;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.model.ListError;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.ProviderStatus;
import dev.rollcall.model.Source;
import dev.rollcall.model.Ticker;
import java.util.List;
import java.util.Set;

/** What a request for an instance needs of it. */
final class Instances {

  private Instances() {}

  /** Fails with 400 when a query names an instance or a type that there is not. */
  static void requireKnown(ModelQuery query, Set<String> types, Snapshot snapshot) {
    for (String name : query.providers()) {
      if (snapshot.instance(name) == null) {
        throw RequestFailure.badParameter(
            "provider", "there is no provider " + RequestFailure.quoted(name));
      }
    }
    CatalogList.requireKnown("type", query.types(), types);
  }

  /** The instance; fails with 404 when there is none of that name. */
  static InstanceList require(String name, Snapshot snapshot) {
    InstanceList instance = snapshot.instance(name);
    if (instance == null) {
      throw RequestFailure.unknownProvider(name);
    }
    return instance;
  }

  /**
   * The instance; fails when it is off.
   *
   * @param status of the failure
   */
  static InstanceList requireEnabled(String name, Snapshot snapshot, int status) {
    InstanceList instance = require(name, snapshot);
    if (!instance.status().enabled()) {
      String reason = instance.status().reason();
      throw new RequestFailure(
          status,
          "provider_disabled",
          "the provider '" + name + "' is off" + (reason == null ? "" : ": " + reason),
          "provider");
    }
    return instance;
  }

  /** Fails with 503 when the instance has nothing to serve. */
  static void requireModels(InstanceList instance, Ticker ticker) {
    ProviderStatus status = instance.status();
    if (status.source() == Source.NONE) {
      ListError error = status.error();
      throw RequestFailure.noModels(
          "there are no models of the provider '"
              + status.name()
              + "' to serve"
              + (error == null ? "" : ": " + error.message()),
          Retention.retryAfterSeconds(status, ticker));
    }
  }

  /** The enabled instances that a query is about, in configured order. */
  static List<InstanceList> about(ModelQuery query, Snapshot snapshot) {
    return snapshot.enabled().stream()
        .filter(list -> query.isAbout(list.status().name(), list.status().type()))
        .toList();
  }

  static List<String> names(List<InstanceList> instances) {
    return instances.stream().map(list -> list.status().name()).toList();
  }

  static ModelList.Summary summary(InstanceList list) {
    ProviderStatus status = list.status();
    return new ModelList.Summary(
        status.name(), status.type(), status.source(), list.models().size());
  }
}
