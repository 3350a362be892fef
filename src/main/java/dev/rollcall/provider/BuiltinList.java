package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelCatalog;
import io.vertx.core.Future;

/** The list of a type whose vendor publishes none: what the catalog knows of it. */
record BuiltinList(ModelCatalog catalog, String type) implements ListSource {

  @Override
  public Future<Fetched> fetch(int listedBefore) {
    var models = catalog.models(type);
    return models.isEmpty()
        ? Future.failedFuture(
            new FetchFailure(ErrorCode.EMPTY, "the catalog has no models of " + type))
        : Future.succeededFuture(new Fetched.Complete(models, 0));
  }

  @Override
  public void abort() {}

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
