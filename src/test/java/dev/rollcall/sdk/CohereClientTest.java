package dev.rollcall.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cohere.api.Cohere;
import com.cohere.api.errors.NotFoundError;
import com.cohere.api.errors.UnauthorizedError;
import com.cohere.api.resources.models.requests.ModelsListRequest;
import com.cohere.api.types.GetModelResponse;
import com.cohere.api.types.ListModelsResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sdk")
class CohereClientTest {

  private final ServedToSdks served = ServedToSdks.withKey();

  @Test
  void pagesThroughEveryModel() {
    List<String> names = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      ListModelsResponse page =
          client(ServedToSdks.KEY)
              .models()
              .list(ModelsListRequest.builder().pageSize(97.0).pageToken(token).build());
      page.getModels().forEach(model -> names.add(model.getName().orElseThrow()));
      token = page.getNextPageToken();
    } while (token.isPresent());

    assertThat(names).isEqualTo(served.ids());
  }

  @Test
  void retrievesOneModel() {
    JsonObject model = served.slashed();

    GetModelResponse found = client(ServedToSdks.KEY).models().get(model.getString("id"));

    assertThat(found.getName()).hasValue(model.getString("id"));
    assertThat(found.getContextLength()).hasValue(model.getDouble("context_window"));
  }

  @Test
  void tellsItsUsersWhatIsWrong() {
    assertThatThrownBy(() -> client(ServedToSdks.KEY).models().get("no/such"))
        .isInstanceOf(NotFoundError.class);
    assertThatThrownBy(() -> client("wrong").models().list()).isInstanceOf(UnauthorizedError.class);
  }

  private Cohere client(String key) {
    return Cohere.builder().url(served.url("/cohere")).token(key).clientName("tests").build();
  }
}
