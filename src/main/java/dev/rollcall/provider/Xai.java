package dev.rollcall.provider;

import dev.rollcall.json.JsonRow;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.vendor.XaiRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** xAI: OpenAI's list; modalities are in a second list. */
final class Xai extends ModelsApi {

  private static final XaiRows ROWS = new XaiRows();

  /** Its 400 for a bad key speaks of the "API key", with blanks once sent as {@code %20}. */
  private static final Pattern API_KEY =
      Pattern.compile("api(?: |%20|_|-)?key", Pattern.CASE_INSENSITIVE);

  Xai() {
    super(ROWS);
  }

  @Override
  String detailKey(JsonRow row, ModelFacts facts) {
    return facts.nativeId();
  }

  @Override
  List<Detail> details(Endpoint endpoint, List<Row> rows) {
    return List.of(
        new Detail("language-models", false, Call.get(endpoint.baseUrl() + "/language-models")));
  }

  @Override
  public Map<String, ModelFacts> readDetails(Detail detail, @Nullable Object body) {
    Map<String, ModelFacts> byId = new HashMap<>();
    for (Object entry : Envelopes.array(body, "models")) {
      ModelFacts facts = ROWS.languageModel(JsonRow.of(entry));
      if (facts != null) {
        byId.putIfAbsent(facts.nativeId(), facts);
      }
    }
    return byId;
  }

  @Override
  public boolean refusesKey(@Nullable Object body) {
    JsonRow error = JsonRow.of(body);
    return speaksOfKey(error.value("error")) || speaksOfKey(error.in("error").value("message"));
  }

  private static boolean speaksOfKey(@Nullable Object message) {
    return message instanceof String text && API_KEY.matcher(text).find();
  }
}
