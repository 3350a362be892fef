package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.vendor.MistralRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistralTest {

  private final ModelsApi mistral = new ModelsApi(new MistralRows());

  @Test
  void readsAModel() {
    ModelFacts model =
        Reading.model(
            mistral,
            "{'id':'large-latest','created':1774039788,'owned_by':'mistralai','type':'base',"
                + "'name':'large-2512','aliases':['large'],'max_context_length':131072,"
                + "'capabilities':{'completion_chat':true,'function_calling':true,"
                + "'vision':false,'audio':true,'audio_transcription':false}}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("large-latest")
                .ownedBy("mistralai")
                .aliases(List.of("large", "large-2512"))
                .contextWindow(131072L)
                .can(Capability.CHAT)
                .can(Capability.FUNCTION_CALLING)
                .can(Capability.AUDIO_INPUT)
                .can(Capability.VISION, false)
                .can(Capability.TRANSCRIPTION, false)
                .build());
  }

  @Test
  void readsADeprecation() {
    ModelFacts model =
        Reading.model(
            mistral,
            "{'id':'old','deprecation':'2026-05-31T12:00:00Z',"
                + "'deprecation_replacement_model':'new'}");
    assertThat(model.shutdownDate()).isEqualTo("2026-05-31T12:00:00Z");
    assertThat(model.deprecated()).isTrue();
    assertThat(model.replacedBy()).isEqualTo("new");
  }

  @Test
  void readsAFineTunedModel() {
    ModelFacts model =
        Reading.model(
            mistral,
            "{'id':'ft:small:abc','type':'fine-tuned','root':'small','job':'j','archived':false,"
                + "'name':'Support','owned_by':'11111111-1111-4111-8111-111111111111'}");
    assertThat(model.name()).isEqualTo("Support");
    assertThat(model.aliases()).isEmpty();
  }
}
