package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.cache.Snapshot;
import dev.rollcall.gateway.encoding.ModelPage;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import dev.rollcall.testing.FuzzInput;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Whatever a caller asks for, it gets models of the list or a refusal that says what is wrong. */
class RequestFuzz {

  private static final Snapshot SNAPSHOT =
      Samples.snapshot(
          Samples.list(
              "openai",
              "openai",
              List.of(
                  ModelFacts.of("gpt-5").name("GPT-5").contextWindow(400_000L).build(),
                  ModelFacts.of("mini").can(Capability.CHAT).pricing(price("0.25")).build(),
                  ModelFacts.of("free").pricing(price("0")).deprecated(true).build()),
              60_000),
          Samples.live("my-vllm", "openai-compatible", "/models/x", "mini", "a/b/"),
          Samples.off("groq", "groq"));

  private static final List<ModelInfo> MODELS =
      SNAPSHOT.enabled().stream().flatMap(instance -> instance.models().stream()).toList();

  private static final PathTemplate TEMPLATE = new PathTemplate("/v1/models/{id}");
  private static final Pattern PATH = Pattern.compile(TEMPLATE.regex());

  @FuzzTest
  void answersOrRefuses(byte[] bytes) {
    FuzzInput input = new FuzzInput(bytes);
    Consumer<String> request =
        input.choose(List.of(RequestFuzz::parameters, RequestFuzz::body, RequestFuzz::path));
    try {
      request.accept(input.text());
    } catch (RequestFailure refused) {
      assertThat(refused.status()).isIn(400, 404, 409);
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(1000);
    }
  }

  private static void parameters(String query) {
    Map<String, List<String>> parameters;
    try {
      parameters = new QueryStringDecoder(query, StandardCharsets.UTF_8, false).parameters();
    } catch (IllegalArgumentException badEncoding) {
      return;
    }
    list(() -> QueryParser.parse(name -> parameters.getOrDefault(name, List.of())));
  }

  private static void body(String text) {
    JsonObject json;
    try {
      json = new JsonObject(text);
    } catch (DecodeException | ClassCastException noObject) {
      return;
    }
    list(() -> QueryParser.parse(json));
  }

  private static void list(Supplier<ModelQuery> parsing) {
    ModelQuery query;
    try {
      query = parsing.get();
    } catch (RequestFailure refused) {
      assertThat(refused.getMessage()).startsWith(refused.param() + " ").hasSizeLessThan(400);
      throw refused;
    }
    assertThat(QueryParser.parse(new JsonObject(ModelJson.toJson(query).encode())))
        .isEqualTo(query);
    ModelPage<ModelInfo> page = ModelPage.of(query, MODELS.stream());
    assertThat(MODELS).containsAll(page.data());
    assertThat(page.data()).doesNotHaveDuplicates().allMatch(query.filter());
    assertThat(page.data().size())
        .isLessThanOrEqualTo(query.limit() == null ? MODELS.size() : query.limit());
    assertThat(page.page() != null).isEqualTo(query.isPaged());
  }

  private static void path(String text) {
    if (PATH.matcher(text).matches()) {
      ModelLookup lookup = new ModelLookup(TEMPLATE.parameter(text), Samples.TYPES);
      ModelInfo found = lookup.find(SNAPSHOT);
      assertThat(MODELS).contains(found);
      assertThat(lookup.scope(SNAPSHOT)).contains(SNAPSHOT.instance(found.provider()));
    }
  }

  private static Pricing price(String input) {
    return Pricing.of(Rates.of(new BigDecimal(input), null));
  }
}
