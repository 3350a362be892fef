package dev.rollcall.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.models.ModelInfo;
import com.anthropic.models.models.ModelListPage;
import com.anthropic.models.models.ModelListParams;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("sdk")
class AnthropicClientTest {

  private final ServedToSdks served = ServedToSdks.withKey();

  @ParameterizedTest
  @ValueSource(strings = {"/anthropic", ""})
  void pagesThroughEveryModel(String base) {
    for (ModelListParams params :
        List.of(ModelListParams.none(), ModelListParams.builder().limit(97).build())) {
      List<ModelInfo> models = all(client(base, ServedToSdks.KEY).models().list(params));

      assertThat(models.stream().map(ModelInfo::id).toList()).isEqualTo(served.ids());
      models.forEach(ModelInfo::validate);
    }
  }

  @Test
  void pagesBackwards() {
    List<String> ids = served.ids();
    String last = ids.get(ids.size() - 1);

    ModelListPage page =
        client("/anthropic", ServedToSdks.KEY)
            .models()
            .list(ModelListParams.builder().beforeId(last).limit(5).build());

    assertThat(page.items().stream().map(ModelInfo::id).toList())
        .isEqualTo(ids.subList(ids.size() - 6, ids.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/anthropic", ""})
  void retrievesOneModel(String base) {
    JsonObject model = served.slashed();

    ModelInfo found = client(base, ServedToSdks.KEY).models().retrieve(model.getString("id"));

    assertThat(found.id()).isEqualTo(model.getString("id"));
    assertThat(found.displayName()).isEqualTo(model.getString("name"));
    assertThat(found.createdAt().toInstant())
        .isEqualTo(Instant.ofEpochSecond(model.getLong("created")));
    assertThat(found.maxInputTokens()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/anthropic", ""})
  void tellsItsUsersWhatIsWrong(String base) {
    assertThatThrownBy(() -> client(base, ServedToSdks.KEY).models().retrieve("no/such"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("there is no model 'no/such'");
    assertThatThrownBy(() -> client(base, "sk-wrong").models().list())
        .isInstanceOf(UnauthorizedException.class);
  }

  private AnthropicClient client(String base, String key) {
    return AnthropicOkHttpClient.builder().baseUrl(served.url(base)).apiKey(key).build();
  }

  private static List<ModelInfo> all(ModelListPage page) {
    return StreamSupport.stream(page.autoPager().spliterator(), false).toList();
  }
}
