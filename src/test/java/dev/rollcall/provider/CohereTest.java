package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import org.junit.jupiter.api.Test;

class CohereTest {

  @Test
  void readsEndpointsAndFeatures() {
    ModelFacts model =
        model(
            "{'name':'command-x','endpoints':['generate','chat'],'context_length':128000,"
                + "'features':['tools','strict_tools','json_schema','logprobs','vision']}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("command-x")
                .contextWindow(128000L)
                .can(Capability.CHAT)
                .can(Capability.COMPLETION)
                .can(Capability.FUNCTION_CALLING)
                .can(Capability.STRUCTURED_OUTPUT)
                .can(Capability.VISION)
                .build());
  }

  @Test
  void takesZeroContextAsUnknown() {
    ModelFacts model =
        model("{'name':'e','endpoints':['embed'],'features':null,'context_length':0}");
    assertThat(model).isEqualTo(ModelFacts.of("e").can(Capability.EMBEDDING).build());
  }

  @Test
  void readsADeprecation() {
    assertThat(model("{'name':'x','is_deprecated':true}").deprecated()).isTrue();
    assertThat(model("{'name':'x'}").deprecated()).isNull();
  }

  private static ModelFacts model(String row) {
    return Reading.only(Reading.page(new Cohere(), "{'models':[" + row + "]}"));
  }
}
