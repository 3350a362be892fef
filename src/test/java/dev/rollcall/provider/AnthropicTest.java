package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnthropicTest {

  private final Anthropic anthropic = new Anthropic();

  @Test
  void readsAModelOf2026() {
    ModelFacts model =
        Reading.model(
            anthropic,
            "{'type':'model','id':'claude-x','display_name':'Claude X',"
                + "'created_at':'2025-02-24T00:00:00Z','max_input_tokens':200000,"
                + "'max_tokens':64000,'capabilities':{'batch':{'supported':true},"
                + "'image_input':{'supported':true},'pdf_input':{'supported':true},"
                + "'structured_outputs':{'supported':false},'thinking':{'supported':true}}}");
    assertThat(model)
        .isEqualTo(
            ModelFacts.of("claude-x")
                .name("Claude X")
                .created(1740355200L)
                .contextWindow(200000L)
                .maxOutputTokens(64000L)
                .can(Capability.CHAT)
                .can(Capability.VISION)
                .can(Capability.REASONING)
                .can(Capability.STRUCTURED_OUTPUT, false)
                .modalities(
                    Set.of(Modality.TEXT, Modality.IMAGE, Modality.PDF), Set.of(Modality.TEXT))
                .build());
  }

  @Test
  void leavesOpenWhatOlderAnswersDoNotSay() {
    ModelFacts model = Reading.model(anthropic, "{'id':'claude-x','created_at':'lately'}");
    assertThat(model).isEqualTo(ModelFacts.of("claude-x").can(Capability.CHAT).build());
  }
}
