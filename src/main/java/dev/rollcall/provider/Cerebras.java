package dev.rollcall.provider;

import dev.rollcall.vendor.CerebrasRows;

/** Cerebras: with a key OpenAI's list, without one a public list that says much more. */
final class Cerebras extends ModelsApi {

  Cerebras() {
    super(new CerebrasRows());
  }

  @Override
  String firstUrl(Endpoint endpoint) {
    return endpoint.hasKey()
        ? endpoint.baseUrl() + "/models"
        : endpoint.without("/v1") + "/public/v1/models";
  }
}
